// Sends the video while its author still writes: in pieces, so that a lost connection costs seconds, not the film.

import { type DetailedError, Upload } from "tus-js-client";
import { fingerprint } from "./fingerprint";

const PIECE = 5 * 1024 * 1024;
const PATIENCE = [0, 1000, 3000, 5000, 10_000, 20_000];

interface Parts {
  form: HTMLFormElement;
  file: HTMLInputElement;
  kept: HTMLInputElement;
  box: HTMLElement;
  bar: HTMLProgressElement;
  words: HTMLElement;
  pause: HTMLButtonElement;
  goOn: HTMLButtonElement;
}

function partsOf(form: HTMLElement): Parts | null {
  const box = form.querySelector<HTMLElement>('[data-part="upload"]');
  const file = form.querySelector<HTMLInputElement>('input[type="file"][name="video"]');
  const kept = form.querySelector<HTMLInputElement>('input[name="upload"]');
  const bar = box?.querySelector("progress");
  const words = box?.querySelector<HTMLElement>('[data-part="words"]');
  const pause = box?.querySelector<HTMLButtonElement>('[data-part="pause"]');
  const goOn = box?.querySelector<HTMLButtonElement>('[data-part="go-on"]');
  if (!(form instanceof HTMLFormElement) || !box || !file || !kept || !bar || !words || !pause || !goOn) return null;
  return { form, file, kept, box, bar, words, pause, goOn };
}

export function start(form: HTMLElement): void {
  const parts = partsOf(form);
  if (!parts) return;
  const journey = new Journey(parts);
  parts.file.addEventListener("change", () => void journey.begin());
  parts.pause.addEventListener("click", () => journey.pause());
  parts.goOn.addEventListener("click", () => journey.goOn());
  parts.form.addEventListener("submit", (event) => journey.holdBack(event));
  window.addEventListener("beforeunload", (event) => {
    if (journey.moving && !document.body.hidden) event.preventDefault(); // who leaves quickly is asked nothing
  });
}

class Journey {
  private upload: Upload | null = null;
  private submitter: HTMLElement | null = null;
  private waiting = false;
  moving = false;

  constructor(private readonly parts: Parts) {}

  async begin(): Promise<void> {
    this.forget();
    const file = this.parts.file.files?.[0];
    if (!file) return;
    this.parts.box.hidden = false;
    if (file.size > Number(this.parts.form.dataset["most"] ?? Infinity)) {
      this.parts.file.value = "";
      return this.say("tooBig");
    }
    const upload = this.upload = this.prepared(file);
    this.moving = true;
    const [earlier] = await upload.findPreviousUploads();
    if (this.upload !== upload) return; // another file was chosen meanwhile
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    this.goOn();
  }

  pause(): void {
    void this.upload?.abort();
    this.moving = false;
    this.buttons(false, true);
    this.say("paused");
  }

  goOn(): void {
    this.moving = true;
    this.buttons(true, false);
    this.say("moving");
    this.upload?.start();
  }

  /** The form waits for its video, then goes off by itself. */
  holdBack(event: SubmitEvent): void {
    if (!this.upload || this.parts.kept.value) return;
    event.preventDefault();
    this.waiting = true;
    this.submitter = event.submitter;
    if (!this.moving) this.goOn();
    this.say("soon");
  }

  private prepared(file: File): Upload {
    const token = this.parts.form.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
    return new Upload(file, {
      endpoint: this.parts.form.dataset["to"] ?? "/uploads/",
      chunkSize: PIECE,
      retryDelays: PATIENCE,
      fingerprint,
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": token },
      onProgress: (sent, all) => this.show(all ? sent / all : 0),
      onShouldRetry: (error) => this.mayTryAgain(error),
      onError: (error) => this.refused(error),
      onSuccess: () => this.arrived(),
    });
  }

  private mayTryAgain(error: Error | DetailedError): boolean {
    const status = statusOf(error);
    const again = status === 0 || status === 408 || status === 409 || status === 423 || status >= 500;
    if (again) this.say("waiting");
    return again;
  }

  private arrived(): void {
    const name = new URL(this.upload?.url ?? "", location.href).pathname.split("/").pop() ?? "";
    this.parts.kept.value = name;
    this.parts.file.removeAttribute("name"); // it is here already: the form need not carry it again
    this.moving = false;
    this.show(1);
    this.buttons(false, false);
    this.say("here");
    if (this.waiting) this.parts.form.requestSubmit(this.submitter);
  }

  private refused(error: Error | DetailedError): void {
    const status = statusOf(error);
    this.moving = this.waiting = false;
    this.buttons(false, status !== 413 && status !== 429);
    this.say(status === 413 ? "tooBig" : status === 429 ? "tooMany" : status === 0 ? "paused" : "refused");
  }

  private forget(): void {
    void this.upload?.abort();
    this.upload = null;
    this.moving = false;
    this.parts.kept.value = "";
    this.parts.file.name = "video";
    this.parts.bar.value = 0;
    this.buttons(false, false);
  }

  private show(part: number): void {
    this.parts.bar.value = part;
    if (this.moving && !this.waiting) this.say("moving");
  }

  private buttons(pause: boolean, goOn: boolean): void {
    this.parts.pause.hidden = !pause;
    this.parts.goOn.hidden = !goOn;
  }

  private say(what: string): void {
    const sentence = this.parts.box.dataset[`say${what[0]?.toUpperCase()}${what.slice(1)}`] ?? "";
    const said = sentence.replace("{part}", String(Math.floor(this.parts.bar.value * 100)));
    if (this.parts.words.textContent !== said) this.parts.words.textContent = said;
  }
}

/** 0 where the line itself was gone. */
function statusOf(error: Error | DetailedError): number {
  return "originalResponse" in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
}
