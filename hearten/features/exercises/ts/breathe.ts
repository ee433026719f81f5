// A circle that grows and shrinks, and a count beside it. Where motion is unwelcome, the count alone. It makes no sound.

const SECOND = 1000;
const LONG_ENOUGH = 5 * 60; // seconds after which it rests by itself
const SMALL = "scale(0.45)";
const WIDE = "scale(1)";

export function start(element: HTMLElement): void {
  element.hidden = false;
  new Breath(element).wake();
}

class Breath {
  private timer = 0;
  private lasted = 0;
  private motion: Animation | null = null;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(private readonly card: HTMLElement) {}

  wake(): void {
    this.part("go").addEventListener("click", () => (this.timer ? this.stop() : this.begin()));
    for (const choice of this.card.querySelectorAll("[data-seconds]")) {
      choice.addEventListener("change", () => this.timer && this.begin());
    }
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  private begin(): void {
    this.rest();
    this.lasted = 0;
    this.card.classList.toggle("is-still", this.still.matches);
    this.part("go").textContent = this.card.dataset["stop"] ?? "";
    this.breathe(true);
  }

  private breathe(inwards: boolean): void {
    const [ins = 4, outs = 6] = this.rhythm();
    const seconds = inwards ? ins : outs;
    this.say(inwards ? "in" : "out");
    this.move(inwards, seconds);
    this.count(1, seconds, () => (this.lasted < LONG_ENOUGH || inwards ? this.breathe(!inwards) : this.stop("done")));
  }

  private count(now: number, last: number, then: () => void): void {
    this.part("count").textContent = new Intl.NumberFormat(document.documentElement.lang).format(now);
    this.lasted += 1;
    this.timer = window.setTimeout(() => (now < last ? this.count(now + 1, last, then) : then()), SECOND);
  }

  private move(inwards: boolean, seconds: number): void {
    const circle = this.card.querySelector(".breath__circle");
    if (!circle || this.still.matches) return;
    const [from, to] = inwards ? [SMALL, WIDE] : [WIDE, SMALL];
    this.motion?.cancel();
    this.motion = circle.animate([{ transform: from }, { transform: to }], {
      duration: seconds * SECOND,
      easing: "ease-in-out",
      fill: "forwards",
    });
  }

  private stop(words = ""): void {
    this.rest();
    this.part("go").textContent = this.card.dataset["start"] ?? "";
    this.part("count").textContent = "";
    this.say(words);
  }

  private rest(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.motion?.cancel();
  }

  private say(words: string): void {
    this.part("say").textContent = this.card.dataset[words] ?? "";
  }

  private rhythm(): number[] {
    const chosen = this.card.querySelector<HTMLInputElement>("[data-seconds]:checked");
    return (chosen?.dataset["seconds"] ?? "").split(" ").map(Number).filter(Boolean);
  }

  private part(name: string): HTMLElement {
    const found = this.card.querySelector<HTMLElement>(`[data-part=${name}]`);
    if (!found) throw new Error(`The circle has no ${name}.`);
    return found;
  }
}
