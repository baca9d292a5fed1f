// Runs before the first paint: the styles fold the menu only when a script can unfold it.
document.documentElement.classList.add("js");
