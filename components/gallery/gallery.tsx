import type { ReactNode } from "react";
import { RunningHead } from "@/components/brand/running-head";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { Arches as ArchSection } from "./arch-section";
import { ChartSection } from "./chart-section";
import { ColorSection } from "./color-section";
import { ControlSection } from "./control-section";
import { StateSection } from "./state-section";
import { TypeSection } from "./type-section";

const sections: readonly { id: string; title: string; content: ReactNode; band?: boolean }[] = [
  { id: "color", title: "Color", content: <ColorSection /> },
  { id: "type", title: "Type", content: <TypeSection />, band: true },
  { id: "arches", title: "Marks and arches", content: <ArchSection /> },
  { id: "charts", title: "Charts", content: <ChartSection />, band: true },
  { id: "controls", title: "Controls", content: <ControlSection /> },
  { id: "states", title: "States", content: <StateSection />, band: true },
];

/** The whole visual language on one page, in the chosen theme. docs/design-language.md says how to use it. */
export function Gallery() {
  return (
    <main>
      <header className="mx-auto flex max-w-7xl items-start justify-between gap-4 px-4 pt-10 pb-6 sm:px-8">
        <div className="grid gap-3">
          <RunningHead number={0}>Design language</RunningHead>
          <h1 className="text-heading">The gate and the ledger</h1>
          <nav aria-label="Sections" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {sections.map(({ id, title }) => (
              <a key={id} href={`#${id}`} className="text-brand underline-offset-4 hover:underline">
                {title}
              </a>
            ))}
          </nav>
        </div>
        <ThemeToggle />
      </header>
      {sections.map(({ id, title, content, band }, index) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`} className={band ? "bg-band" : undefined}>
          <div className="mx-auto grid max-w-7xl gap-8 px-4 py-14 sm:px-8">
            <div className="grid gap-2">
              <RunningHead number={index + 1}>{title}</RunningHead>
              <h2 id={`${id}-title`} className="text-title">
                {title}
              </h2>
            </div>
            {content}
          </div>
        </section>
      ))}
    </main>
  );
}
