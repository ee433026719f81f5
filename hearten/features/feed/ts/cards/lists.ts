// Fills a list from the line that stands in it as its mould.

export interface Source {
  id: string;
  statement: string;
  title: string;
  publisher: string;
  year: number | string;
  url: string;
}

export function repeat<T>(list: HTMLElement, items: readonly T[], fillLine: (line: Element, item: T) => void): void {
  const first = list.firstElementChild;
  list.replaceChildren();
  for (const item of items) {
    const line = first?.cloneNode(true);
    if (!(line instanceof Element)) return;
    fillLine(line, item);
    list.append(line);
  }
  if (items.length === 0 && list.dataset["none"]) {
    const line = list.appendChild(document.createElement("li"));
    line.textContent = list.dataset["none"];
  }
}

export function fillSource(line: Element, source: Source): void {
  line.querySelector("p")?.replaceChildren(source.statement);
  const link = line.querySelector("a");
  link?.replaceChildren(source.title);
  if (/^https?:\/\//.test(source.url)) link?.setAttribute("href", source.url);
  line.querySelector(".soft")?.replaceChildren(`${source.publisher}, ${source.year}`);
}
