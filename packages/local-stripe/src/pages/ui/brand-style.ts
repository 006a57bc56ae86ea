/**
 * The seller's color on the pages that customers see, as "Brand color" in Stripe's dashboard. Text on it is white or black,
 * whichever can be read; on a dark ground the color is lightened.
 *
 * @param color such as `#3f60a7`
 */
export function brandStyle(color: string | null): string {
  if (color === null) return "";
  const text = luminanceOf(color) > 0.18 ? "#11121f" : "#ffffff";
  return `:root{--accent:${color};--accent-text:${text};--accent-ground:color-mix(in srgb,${color} 9%,var(--ground))}
@media (prefers-color-scheme:dark){:root{--accent:color-mix(in srgb,${color} 45%,#fff);--accent-text:#11121f;--accent-ground:color-mix(in srgb,${color} 25%,var(--ground))}}`;
}

/** Of WCAG: white text reaches 4.5 to 1 up to 0.183. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
