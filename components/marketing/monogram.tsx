/** Initials in an arch, in place of a portrait. */
export function Monogram({ name }: { name: string }) {
  const initials = name
    .split(" ")
    .map(([first]) => first)
    .join("");
  return (
    <span
      aria-hidden
      className="figures grid h-12 w-10 shrink-0 place-items-center rounded-t-full rounded-b-xs bg-product-soft pt-1.5 text-product-ink text-xs"
    >
      {initials}
    </span>
  );
}
