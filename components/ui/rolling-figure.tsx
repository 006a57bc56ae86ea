import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";

type RollingFigureProps = {
  /** The figure as it is written elsewhere: `$1,943.10`, `12 seats`. */
  text: string;
  className?: string;
};

/** A figure whose digits roll to their new values when it changes, so that one sees that it did. Screen readers read the text. */
export function RollingFigure({ text, className }: RollingFigureProps) {
  const characters = [...text];
  return (
    <span className={cn("figures inline-flex", className)}>
      <span className="sr-only">{text}</span>
      <span aria-hidden className="inline-flex whitespace-pre">
        {characters.map((character, index) => {
          // Counted from the right: the cents stay the cents when there is one digit more.
          const place = characters.length - index;
          if (!/\d/.test(character)) {
            // By the style sheet, so that the text isn't in the page twice.
            const classes = "before:content-[attr(data-character)]";
            return <span key={`${place} ${character}`} data-character={character} className={classes} />;
          }
          return <span key={place} className="rolling-digit" style={{ "--digit": character } as CSSProperties} />;
        })}
      </span>
    </span>
  );
}
