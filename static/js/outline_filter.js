// Shows only the rows of an outline that contain what is typed, with the rows they stand under.
(() => {
  const input = document.querySelector("[data-outline-filter]");
  const found = document.getElementById("outline-found");

  function apply() {
    const rows = [...document.querySelectorAll("#outline .outline__item")];
    const wanted = input.value.trim().toLocaleLowerCase();
    const hits = rows.filter((row) => row.dataset.words.toLocaleLowerCase().includes(wanted));
    const shown = new Set(hits.flatMap(withParents));
    for (const row of rows) row.hidden = !shown.has(row);
    found.textContent = wanted ? words(hits.length, rows.length) : "";
  }

  function withParents(row) {
    const parent = row.parentElement.closest(".outline__item");
    return parent ? [row, ...withParents(parent)] : [row];
  }

  function words(n, all) {
    return n ? input.dataset.found.replace("{n}", n).replace("{all}", all) : input.dataset.none;
  }

  input.addEventListener("input", apply);
  document.addEventListener("htmx:afterSettle", apply);
  window.addEventListener("pageshow", apply);
})();
