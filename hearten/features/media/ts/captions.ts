// Captions beside their video: hear a line, set its times by ear, split and join, and see them as viewers will.

import { type Cue, count, cueOf, field, rowsOf, write } from "./cues";

type Verb = "play" | "start" | "end" | "split" | "join" | "remove";
const KEYS: Readonly<Record<string, Verb>> = {
  Digit1: "start", Digit2: "end", KeyP: "play", KeyS: "split", KeyJ: "join",
};

export function start(form: HTMLElement): void {
  const list = form.querySelector<HTMLElement>('[data-part="rows"]');
  const blank = form.querySelector<HTMLTemplateElement>('[data-part="row"]');
  if (!list || !blank) return;
  const found = document.getElementById(form.dataset["video"] ?? "");
  new Desk(form, list, blank, found instanceof HTMLVideoElement ? found : null).open();
}

class Desk {
  private readonly track: TextTrack | null;
  private stopAt = Infinity;

  constructor(
    private readonly form: HTMLElement,
    private readonly list: HTMLElement,
    private readonly blank: HTMLTemplateElement,
    private readonly video: HTMLVideoElement | null,
  ) {
    this.track = video?.addTextTrack("captions") ?? null;
    if (this.track) this.track.mode = "showing";
  }

  open(): void {
    this.restore();
    this.renew(false);
    this.form.querySelector('[data-part="keys"]')?.toggleAttribute("hidden", !this.video);
    this.form.addEventListener("click", (event) => this.clicked(event));
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("input", () => this.renew(true));
    this.form.addEventListener("submit", () => sessionStorage.removeItem(this.key));
    this.video?.addEventListener("timeupdate", () => this.pauseAtTheEnd());
  }

  private get key(): string {
    return this.form.dataset["key"] ?? "captions";
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const row = button?.closest<HTMLElement>('[data-part="cue"]');
    if (button?.dataset["part"] === "add") {
      event.preventDefault();
      field(this.add(rowsOf(this.list).pop()), "text").focus();
    } else if (row && button?.dataset["do"]) this.act(button.dataset["do"] as Verb, row);
  }

  private pressed(event: KeyboardEvent): void {
    const verb = KEYS[event.code];
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-part="cue"]') : null;
    if (!row || !verb || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.act(verb, row);
  }

  private act(verb: Verb, row: HTMLElement): void {
    this[verb](row);
    if (verb !== "play") this.renew(true);
  }

  private play(row: HTMLElement): void {
    const { start, end } = cueOf(row);
    if (!this.video || Number.isNaN(start)) return;
    this.video.currentTime = start;
    this.stopAt = Number.isNaN(end) ? Infinity : end;
    void this.video.play();
  }

  private pauseAtTheEnd(): void {
    if (!this.video || this.video.currentTime < this.stopAt) return;
    this.stopAt = Infinity;
    this.video.pause();
  }

  private start(row: HTMLElement): void {
    if (this.video) write(row, { start: this.video.currentTime });
  }

  private end(row: HTMLElement): void {
    if (this.video) write(row, { end: this.video.currentTime });
  }

  /** At the cursor where there is one, else in the middle; the time is shared by length. */
  private split(row: HTMLElement): void {
    const cue = cueOf(row);
    const words = field(row, "text");
    const at = words === document.activeElement && words.selectionStart ? words.selectionStart : middle(cue.text);
    const [first, second] = [cue.text.slice(0, at).trim(), cue.text.slice(at).trim()];
    if (!first || !second || Number.isNaN(cue.start + cue.end)) return;
    const between = cue.start + (cue.end - cue.start) * (first.length / (first.length + second.length));
    write(row, { end: between, text: first });
    write(this.add(row), { start: between, end: cue.end, text: second });
  }

  private join(row: HTMLElement): void {
    const next = rowsOf(this.list)[rowsOf(this.list).indexOf(row) + 1];
    if (!next) return;
    const [cue, after] = [cueOf(row), cueOf(next)];
    write(row, { text: [cue.text.trim(), after.text.trim()].filter(Boolean).join(" ") });
    if (!Number.isNaN(after.end)) write(row, { end: after.end });
    this.remove(next);
  }

  private remove(row: HTMLElement): void {
    const beside = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (beside instanceof HTMLElement) field(beside, "text").focus();
  }

  private add(after?: HTMLElement): HTMLElement {
    const row = (this.blank.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    if (after) after.after(row);
    else this.list.append(row);
    this.renew(false);
    return row;
  }

  /** After every change: numbers, what the video shows, and what a closed window would lose. */
  private renew(keep: boolean): void {
    count(this.form, this.list);
    for (const tools of this.list.querySelectorAll('[data-part="tools"]')) tools.toggleAttribute("hidden", false);
    const cues = rowsOf(this.list).map(cueOf);
    if (keep) sessionStorage.setItem(this.key, JSON.stringify({ kept: this.form.dataset["kept"], cues }));
    if (!this.track) return;
    for (const old of [...(this.track.cues ?? [])]) this.track.removeCue(old);
    for (const cue of cues) {
      if (cue.text.trim() && cue.end > cue.start) this.track.addCue(shown(cue));
    }
  }

  private restore(): void {
    const stored = sessionStorage.getItem(this.key);
    const { kept, cues } = (stored ? JSON.parse(stored) : {}) as { kept?: string; cues?: Cue[] };
    if (!cues || kept !== this.form.dataset["kept"] || this.form.querySelector(".field--wrong")) return;
    for (const row of rowsOf(this.list)) row.remove();
    for (const cue of cues) write(this.add(rowsOf(this.list).pop()), { ...cue, ...times(cue) });
    const words = this.form.querySelector<HTMLElement>('[data-part="words"]');
    if (!words) return;
    words.hidden = false;
    words.textContent = this.form.dataset["sayRestored"] ?? "";
  }
}

/** JSON has no NaN: a time that was never typed comes back as nothing. */
function times(cue: Cue): Partial<Cue> {
  return Object.fromEntries((["start", "end"] as const).map((name) => [name, cue[name] ?? undefined]));
}

function middle(text: string): number {
  const half = text.length / 2;
  const spaces = [...text.matchAll(/\s/g)].map((space) => space.index);
  return spaces.sort((a, b) => Math.abs(a - half) - Math.abs(b - half))[0] ?? 0;
}

// A VTTCue reads markup; these are plain words.
function shown(cue: Cue): VTTCue {
  return new VTTCue(cue.start, cue.end, cue.text.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
}
