import { getImageProps } from "next/image";
import type { Catalog } from "@/lib/catalog";

type ScreenshotProps = { picture: NonNullable<Catalog["copy"]["hero"]["picture"]>; alt: string };

const themes = [
  { theme: "light", className: "block h-auto w-full max-w-none max-sm:w-[230%] dark:hidden" },
  { theme: "dark", className: "hidden h-auto w-full max-w-none max-sm:w-[230%] dark:block" },
] as const;

/**
 * A screenshot in the visitor's theme. Both pictures are in the page, but a lazy one that isn't displayed isn't fetched.
 * `getImageProps` sizes them without the image component's script.
 */
export function Screenshot({ picture, alt }: ScreenshotProps) {
  return (
    <div className="overflow-hidden rounded-xl border bg-card shadow-float max-sm:rounded-r-none max-sm:border-r-0">
      {themes.map(({ theme, className }) => {
        const { props } = getImageProps({
          src: picture[theme],
          width: picture.width,
          height: picture.height,
          alt,
          sizes: "(min-width: 78rem) 72rem, (min-width: 40rem) 100vw, 230vw",
          loading: "lazy",
        });
        return <img key={theme} {...props} alt={alt} className={className} />;
      })}
    </div>
  );
}
