// Fills the mould of a post of cards, as the feed sends them. Words enter through textContent.

export interface Slide {
  text: string;
  alt: string;
  image: { src: string; width: number; height: number; sizes: { src: string; width: number }[] } | null;
}

export function fillCards(card: HTMLElement, slides: readonly Slide[] | undefined, language: string, dir: string): void {
  const deck = card.querySelector<HTMLElement>(".deck");
  const inWords = card.querySelector<HTMLElement>("[data-part=cards-in-words]");
  if (!slides?.length) {
    deck?.remove();
    inWords?.remove();
    return;
  }
  const row = deck?.querySelector<HTMLElement>(".deck__row");
  const first = row?.firstElementChild;
  if (!row || !first) return;
  card.classList.add("short--cards");
  row.dir = dir;
  deck?.querySelector("[data-part=steps]")?.setAttribute("dir", dir);
  row.replaceChildren(...slides.map((slide) => slideFrom(first, slide, language, dir)));
  if (!inWords) return;
  Object.assign(inWords, { lang: language, dir });
  inWords.replaceChildren(...slides.map(lineOf));
}

function slideFrom(first: Element, slide: Slide, language: string, dir: string): Node {
  const copy = first.cloneNode(true) as HTMLElement;
  const picture = copy.querySelector("img");
  const words = copy.querySelector<HTMLElement>(".deck__words");
  if (words) Object.assign(words, { textContent: slide.text, lang: language, dir });
  if (!slide.image) picture?.remove();
  else if (picture) {
    const { src, width, height, sizes } = slide.image;
    const srcset = sizes.map((one) => `${one.src} ${one.width}w`).join(", ");
    Object.assign(picture, { alt: slide.alt, lang: language, width, height, srcset, src });
  }
  return copy;
}

function lineOf(slide: Slide): Node {
  const line = document.createElement("li");
  const words = line.appendChild(document.createElement("span"));
  words.append(slide.text);
  if (slide.alt) {
    words.append(document.createElement("br"));
    words.appendChild(document.createElement("i")).textContent = slide.alt;
  }
  return line;
}
