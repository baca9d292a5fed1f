// A slider beside each field that asks for one. The field itself takes the keyboard and counts.
"use strict";

function addSlider(field) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "slider";
  slider.min = field.dataset.min;
  slider.max = field.dataset.max;
  slider.step = field.dataset.step;
  // The field beside it says the same to keyboards and screen readers.
  slider.tabIndex = -1;
  slider.setAttribute("aria-hidden", "true");
  const follow = () => {
    const value = Number(field.value.replace(",", "."));
    slider.classList.toggle("slider--unset", field.value === "");
    if (field.value !== "" && !Number.isNaN(value)) slider.value = String(value);
  };
  slider.addEventListener("input", () => {
    field.value = slider.value.replace(".", ",");
    slider.classList.remove("slider--unset");
  });
  field.addEventListener("input", follow);
  follow();
  field.before(slider);
}

for (const field of document.querySelectorAll("[data-slider]")) addSlider(field);
