// Plays a card's film while most of it is on screen, and is quiet otherwise.

import { follow } from "./film/captions";
import { paint } from "./film/placeholder";
import { count } from "./film/data";
import { jump, lead } from "./film/lines";
import { watchOver } from "./film/shown";
import { explain, isGone } from "./film/trouble";
import { mindTheSilence } from "./film/waiting";
import { forgetPlace, goOn, loadAgain, remember } from "./film/place";
import { choose, chosen, look, onChange, wantSound, wantsSound, wishes } from "./preferences";
import { arranged } from "./wishes/arranged";
import { arePlain } from "./wishes/asked";
import { calm, mindTheBattery, pick, sourcesOf } from "./film/rendition";

const MOSTLY = 0.6;
const REMEMBER_EVERY = 1; // seconds of a film
const SETTLE_MS = 400;
const WITHOUT_PICTURE_MS = 1200; // after so long the still is worth its bytes; before, they would only delay the film

export async function start(element: HTMLElement): Promise<void> {
  const video = element.querySelector("video");
  if (!video) return;
  if (!arePlain(wishes())) await arranged;
  if (element.isConnected) new Player(element, video).wake();
}

void mindTheBattery();

class Player {
  private readonly gate: HTMLDetailsElement | null;
  private readonly cover: HTMLButtonElement | null;
  private readonly caption: HTMLElement | null;
  private seen = false;
  private loaded = false;
  private kept = 0; // the second of the film last written down

  constructor(
    private readonly card: HTMLElement,
    private readonly video: HTMLVideoElement,
  ) {
    this.gate = card.querySelector(".short__gate");
    this.cover = card.querySelector(".short__play");
    this.caption = card.querySelector(".short__caption");
  }

  wake(): void {
    this.video.controls = false;
    const stage = this.card.querySelector<HTMLElement>(".short__stage");
    if (stage && !this.card.querySelector<HTMLImageElement>("img.short__still")?.complete) paint(stage);
    this.wireButtons();
    this.wireFilm();
    const words = this.card.querySelector<HTMLElement>("ol.transcript:has(li[data-start])");
    if (words) lead(words, this.video);
    jump(this.card, this.video);
    onChange(() => this.obey());
    document.addEventListener("visibilitychange", () => void this.lookAgain());
    this.obey();
    new IntersectionObserver(([entry]) => entry?.isIntersecting && this.prepare(), {
      rootMargin: "50% 0px", // reaches the next card and not the one after it
    }).observe(this.card);
    new IntersectionObserver(([entry]) => this.look((entry?.intersectionRatio ?? 0) >= MOSTLY), {
      threshold: [0, MOSTLY],
    }).observe(this.card);
  }

  private wireButtons(): void {
    this.cover?.addEventListener("click", () => (this.video.paused ? this.play() : this.video.pause()));
    this.press("sound")?.addEventListener("click", () => wantSound(!wantsSound()));
    this.press("captions")?.addEventListener("click", () => choose("captions", !chosen("captions")));
    this.gate?.addEventListener("toggle", () => {
      this.obey();
      if (this.gate?.open) this.play();
      else this.video.pause();
    });
  }

  private wireFilm(): void {
    const line = this.card.querySelector<HTMLProgressElement>(".short__time");
    this.video.addEventListener("play", () => this.card.classList.add("is-playing"));
    this.video.addEventListener("pause", () => this.card.classList.remove("is-playing"));
    this.video.addEventListener("timeupdate", () => {
      if (line) line.value = this.video.duration ? this.video.currentTime / this.video.duration : 0;
      this.keepPlace();
    });
    this.video.addEventListener("ended", forgetPlace);
    this.video.addEventListener("progress", () => count(this.video));
    this.video.addEventListener("error", () => void this.explain());
    mindTheSilence(this.card, this.video, () => this.again());
    watchOver(this.video, () => isGone(this.card));
    if (line) line.hidden = false;
  }

  /** The next in line is fetched ahead, but only once the one being watched has all it needs. */
  private prepare(): void {
    if (!chosen("autoplay") || chosen("saver") || this.isGated()) return this.showStill();
    setTimeout(() => this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && this.showStill(), WITHOUT_PICTURE_MS);
    setTimeout(() => void calm().then(() => this.load()), SETTLE_MS);
  }

  /** The page keeps stills back while a film is about to play: see feed.css. */
  private showStill(): void {
    this.card.classList.add("is-still");
  }

  /** Nothing behind a warning is fetched before it is asked for. */
  private load(): void {
    if (this.loaded || this.isGated()) return;
    this.loaded = true;
    this.fetch();
    goOn(this.video, this.post());
    if (this.caption) follow(this.video, this.caption);
  }

  private fetch(): void {
    const source = pick(sourcesOf(this.video), this.card.clientWidth, devicePixelRatio, chosen("saver"));
    const src = this.isOnlySound() ? this.video.dataset["audio"] : source?.src;
    if (src) this.video.src = src;
    this.video.preload = "auto";
    if (this.isOnlySound()) this.showStill();
  }

  /** The same second, now with or without its picture. */
  private swap(): void {
    const [at, plays] = [this.video.currentTime, !this.video.paused];
    this.fetch();
    this.video.addEventListener("loadedmetadata", () => (this.video.currentTime = at), { once: true });
    if (plays) this.play();
  }

  private isOnlySound(): boolean {
    return look("only") === "sound" && Boolean(this.video.dataset["audio"]);
  }

  private keepPlace(): void {
    if (Math.abs(this.video.currentTime - this.kept) < REMEMBER_EVERY) return;
    this.kept = this.video.currentTime;
    remember(this.post(), this.kept);
  }

  private post(): string {
    return this.card.id.replace("post-", "");
  }

  /** Before a film was asked for, its silence is no fault. */
  private async explain(): Promise<void> {
    if (this.loaded && this.video.getAttribute("src")) await explain(this.card, () => this.again());
  }

  private again(): void {
    loadAgain(this.video);
    this.play();
  }

  private look(mostly: boolean): void {
    if (mostly === this.seen) return;
    this.seen = mostly;
    if (!mostly) this.video.pause();
    else if (chosen("autoplay") && !this.isGated()) this.play();
  }

  private play(): void {
    this.load();
    this.video.muted = !wantsSound();
    this.video.playbackRate = Number(look("speed")) || 1;
    void this.video.play().catch(() => this.card.classList.remove("is-playing")); // the browser said not yet: the button waits
  }

  private obey(): void {
    this.video.muted = !wantsSound();
    this.show(this.press("sound"), wantsSound());
    this.show(this.press("captions"), chosen("captions"), this.video.textTracks.length > 0);
    if (this.caption) this.caption.hidden = !chosen("captions");
    this.video.playbackRate = Number(look("speed")) || 1;
    const isSound = this.loaded && this.video.getAttribute("src") === this.video.dataset["audio"];
    if (this.loaded && isSound !== this.isOnlySound()) this.swap();
    if (this.cover) this.cover.hidden = this.isGated();
    if (!chosen("autoplay") && !this.seen) this.video.pause();
  }

  /** While the page was out of sight, the film on the screen may have been withdrawn. */
  private async lookAgain(): Promise<void> {
    if (document.hidden || !this.seen || !this.loaded || !this.card.isConnected) return;
    await isGone(this.card);
  }

  private show(button: HTMLButtonElement | null, on: boolean, usable = true): void {
    button?.setAttribute("aria-pressed", String(on));
    if (button) button.hidden = !usable;
  }

  private press(name: string): HTMLButtonElement | null {
    return this.card.querySelector(`[data-press=${name}]`);
  }

  private isGated(): boolean {
    return this.gate !== null && !this.gate.open;
  }
}
