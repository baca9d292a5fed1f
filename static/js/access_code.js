// The code that came with the address, behind its "#", into its field. It never leaves the browser before.
"use strict";

const field = document.querySelector("[data-from-fragment]");
if (field && location.hash.length > 1 && !field.value) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}
