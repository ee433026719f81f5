// A safety plan that never leaves the device. It is kept only when asked, opens closed, and can be locked with a word.

import { type Words, forgetAll, hasClear, isSome, keepClear, keepLocked, readClear, readLocked } from "./plan/kept";
import { canLock, lock, unlock } from "./plan/locked";

const SHORTEST = 6;

export function start(element: HTMLElement): void {
  new Plan(element).wake();
}

class Plan {
  private readonly fields: HTMLTextAreaElement[];

  constructor(private readonly page: HTMLElement) {
    this.fields = [...page.querySelectorAll<HTMLTextAreaElement>("textarea[data-part=words]")];
  }

  wake(): void {
    document.querySelector("[data-part=plain]")?.remove();
    this.part("keys").hidden = false;
    this.part("hide").hidden = !canLock();
    this.close();
    const presses: Record<string, () => void | Promise<void>> = {
      show: () => this.show(readClear()),
      keep: () => this.keep(),
      hide: () => this.hide(),
      open: () => this.open(),
      delete: () => this.remove(),
      print: () => window.print(),
      file: () => this.download(),
    };
    for (const [name, act] of Object.entries(presses)) {
      for (const button of this.page.querySelectorAll(`[data-press=${name}]`)) {
        button.addEventListener("click", () => void act());
      }
    }
    // Whoever comes back to this page by the way back finds it closed, as it was when they came.
    window.addEventListener("pagehide", () => this.close());
  }

  private close(): void {
    for (const field of this.fields) field.value = "";
    this.word().value = "";
    this.part("found").hidden = !hasClear();
    this.say("");
  }

  private show(words: Words | null): void {
    if (!words) return;
    for (const field of this.fields) field.value = words[field.id] ?? "";
    this.part("found").hidden = true;
    this.say("opened");
    this.fields[0]?.focus();
  }

  private keep(): void {
    const words = this.written();
    if (!isSome(words)) return this.say("empty");
    this.part("found").hidden = true;
    this.say(keepClear(words) ? "kept" : "full");
  }

  private async hide(): Promise<void> {
    const words = this.written();
    const word = this.word().value;
    if (!isSome(words)) return this.say("empty");
    if (word.length < SHORTEST) return this.say("short");
    const done = keepLocked(await lock(words, word));
    if (done) this.close();
    this.say(done ? "hidden" : "full");
  }

  private async open(): Promise<void> {
    const locked = readLocked();
    const words = locked ? await unlock(locked, this.word().value) : null;
    this.word().value = "";
    if (words) this.show(words);
    else this.say("wrong");
  }

  private remove(): void {
    forgetAll();
    this.close();
    this.say("gone");
  }

  private download(): void {
    const title = document.querySelector("h1")?.textContent ?? "";
    const parts = this.fields.map((field) => `${field.dataset["label"] ?? ""}\r\n${field.value.trim()}\r\n`);
    const address = URL.createObjectURL(new Blob([[title, "", ...parts].join("\r\n")], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = this.page.dataset["file"] ?? "";
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address));
  }

  private written(): Words {
    return Object.fromEntries(this.fields.map((field) => [field.id, field.value]));
  }

  private say(name: string): void {
    const place = this.part("say");
    place.textContent = place.dataset[name] ?? "";
  }

  private word(): HTMLInputElement {
    return this.part("word") as HTMLInputElement;
  }

  private part(name: string): HTMLElement {
    const found = this.page.querySelector<HTMLElement>(`[data-part=${name}]`);
    if (!found) throw new Error(`The plan has no ${name}.`);
    return found;
  }
}
