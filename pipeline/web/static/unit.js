// Marks all packets of the list at once, and none again; without this each is marked by itself.

const button = document.querySelector("[data-all]");
const boxes = [...document.querySelectorAll(".boxes input[type=checkbox]")];

if (button && boxes.length > 1) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = boxes.every((one) => one.checked);
    for (const one of boxes) one.checked = !all;
  });
}
