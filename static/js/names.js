// Gives the fields that Django's autocomplete draws the name of their label, for screen readers.

function nameFields() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const label = select.labels[0];
    const box = select.nextElementSibling && select.nextElementSibling.querySelector("[role=combobox]");
    if (!label || !box) continue;
    label.id = label.id || `label-of-${select.id}`;
    const shown = box.querySelector("[role=textbox]");
    if (shown) shown.setAttribute("aria-labelledby", label.id);
    box.setAttribute("aria-labelledby", [label.id, shown && shown.id].filter(Boolean).join(" "));
  }
}

// both after the autocomplete's own turn, as this script stands below it
if (window.django && window.django.jQuery) window.django.jQuery(nameFields);
document.addEventListener("formset:added", nameFields);
