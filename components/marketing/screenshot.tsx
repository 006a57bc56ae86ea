import { getImageProps } from "next/image";
import dark from "@/public/screenshots/dashboard-dark.png";
import light from "@/public/screenshots/dashboard-light.png";

type ScreenshotProps = { alt: string };

const pictures = [
  { source: light, className: "block h-auto w-full max-w-none max-sm:w-[230%] dark:hidden" },
  { source: dark, className: "hidden h-auto w-full max-w-none max-sm:w-[230%] dark:block" },
];

/**
 * The application, in the theme of the visitor. Both pictures are in the page; a lazy one that is not displayed is not
 * fetched, so only one travels. `getImageProps` sizes them without the script of the image component.
 */
export function Screenshot({ alt }: ScreenshotProps) {
  return (
    <div className="overflow-hidden rounded-xl border bg-card shadow-float max-sm:rounded-r-none max-sm:border-r-0">
      {pictures.map(({ source, className }) => {
        const { props } = getImageProps({
          src: source,
          alt,
          sizes: "(min-width: 78rem) 72rem, (min-width: 40rem) 100vw, 230vw",
          loading: "lazy",
        });
        return <img key={source.src} {...props} alt={alt} className={className} />;
      })}
    </div>
  );
}
