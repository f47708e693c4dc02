// The check of an import by keyboard: Enter goes to the next cell, behind the last one of a row it
// saves and leads to the next doubt, then to the button that loads the table; Esc brings the text
// back. Without this file the buttons do the same.
const cells = [...document.querySelectorAll(".preview textarea")];

function neighbour(cell) {
  const next = cells[cells.indexOf(cell) + 1];
  return next && next.form === cell.form ? next : null;
}

for (const cell of cells) {
  cell.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const next = neighbour(cell);
      if (next) next.focus();
      else cell.form.requestSubmit();
    }
    if (event.key === "Escape") {
      const untouched = cell.value === cell.defaultValue;
      cell.value = cell.defaultValue;
      if (untouched) cell.blur();
    }
  });
}

const saved = location.hash.match(/^#row-(\d+)$/);
const opened = document.querySelector(".preview [autofocus]");
if (saved && !opened) {
  const following = cells.find((cell) => Number(cell.form.elements.row.value) > Number(saved[1]));
  // going to the fragment takes the focus away, so it is set after that
  const next = following || cells[0] || document.querySelector("#accept-form button");
  if (next) addEventListener("load", () => setTimeout(() => next.focus()));
}
