// Which size of a film to fetch: the smallest that still looks right here; on a phone, or to save data or the
// battery, simply the smallest.

export interface Source {
  src: string;
  width: number;
}

interface Battery {
  charging: boolean;
  level: number;
}

const SHARPEST = 2; // beyond two pixels per pixel nobody sees the difference, and everybody pays for it
const NARROW = 480; // a phone: bytes cost more there than lines show, and captions are type of our own
const LOW = 0.2; // of the battery: decoding fewer pixels makes it last

let isTired = false;

/** Where the browser tells of the battery; where it does not, nothing changes. */
export async function mindTheBattery(): Promise<void> {
  const ask = (navigator as Navigator & { getBattery?: () => Promise<Battery & EventTarget> }).getBattery;
  const battery = await ask?.call(navigator).catch(() => undefined);
  if (!battery) return;
  const look = (): void => void (isTired = !battery.charging && battery.level <= LOW);
  for (const change of ["levelchange", "chargingchange"]) battery.addEventListener(change, look);
  look();
}

export function pick(sources: readonly Source[], shownWidth: number, density: number, saver: boolean): Source | null {
  const bySize = [...sources].sort((a, b) => a.width - b.width);
  if (saver || isTired || shownWidth < NARROW) return bySize[0] ?? null;
  const needed = shownWidth * Math.min(density, SHARPEST);
  return bySize.find((source) => source.width >= needed) ?? bySize[bySize.length - 1] ?? null;
}

export function sourcesOf(video: HTMLVideoElement): Source[] {
  return [...video.querySelectorAll("source")].map((source) => ({
    src: source.src,
    width: Number(source.dataset["width"] ?? 0),
  }));
}

/** Resolves when the film that plays, if any, could play to its end without waiting. */
export function calm(): Promise<void> {
  const playing = document.querySelector<HTMLVideoElement>(".is-playing video");
  if (!playing || playing.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) return Promise.resolve();
  return new Promise((resolve) => {
    for (const event of ["canplaythrough", "pause"]) playing.addEventListener(event, () => resolve(), { once: true });
  });
}
