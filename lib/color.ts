/** Lightness from 0 to 1, chroma, and hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

/** Linear light, each from 0 to 1 within sRGB. */
type Linear = readonly [red: number, green: number, blue: number];

/** A color for what doesn't know `oklch()`: emails, pictures and Stripe. Clipped to sRGB. */
export function hexOf(color: Oklch): string {
  const channels = linearOf(color).map((channel) => Math.round(255 * encoded(clipped(channel))));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The contrast ratio of WCAG 2, from 1 to 21. */
export function contrastOf(one: Oklch, other: Oklch): number {
  const lights = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

/** Whether a screen can show the color as it is. */
export const isInSrgb = (color: Oklch): boolean =>
  linearOf(color).every((channel) => channel > -0.0005 && channel < 1.0005);

function luminanceOf(color: Oklch): number {
  const [red, green, blue] = linearOf(color);
  return 0.2126 * clipped(red) + 0.7152 * clipped(green) + 0.0722 * clipped(blue);
}

/** The matrices of Oklab, as its author published them: https://bottosson.github.io/posts/oklab/ */
function linearOf([lightness, chroma, hue]: Oklch): Linear {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

const clipped = (channel: number): number => Math.min(1, Math.max(0, channel));

const encoded = (channel: number): number =>
  channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
