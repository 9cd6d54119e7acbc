// Shows a value's place on the scan when its link is followed or hovered; pages work without it.
"use strict";
for (const link of document.querySelectorAll("[data-shows]")) {
  const box = document.getElementById(link.dataset.shows);
  if (!box) continue;
  const show = (on) => () => box.classList.toggle("shown", on);
  for (const event of ["mouseenter", "focus"]) link.addEventListener(event, show(true));
  for (const event of ["mouseleave", "blur"]) link.addEventListener(event, show(false));
}
