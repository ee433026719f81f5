// The answers to a question, shown where it was asked. Nothing is sent, kept or counted.

export function start(form: HTMLElement): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const check of form.querySelectorAll<HTMLElement>("[data-part=check]")) answer(check);
    form.querySelector<HTMLElement>("[data-part=answer]")?.scrollIntoView({ block: "nearest" });
  });
}

function answer(check: HTMLElement): void {
  const box = check.querySelector<HTMLElement>("[data-part=answer]");
  const said = check.querySelector<HTMLElement>("[data-part=said]");
  if (!box || !said) return;
  const chosen = check.querySelector<HTMLInputElement>("input:checked")?.value;
  const isRight = chosen === box.dataset["at"];
  const words = chosen === undefined ? said.dataset["none"] : isRight ? said.dataset["right"] : said.dataset["other"];
  said.textContent = words ?? "";
  check.querySelector("[data-part=right]")?.toggleAttribute("hidden", isRight);
  box.classList.toggle("notice--success", isRight);
  box.hidden = false;
}
