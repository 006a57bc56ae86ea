import Link from "@/components/navigation/link";
import { SectionLink } from "./section-link";
import { type SettingsTab, settingsTabs, tabPath } from "./tabs";

/** The tabs as links, so that they work without script and the URL keeps the tab. */
export function TabNavigation({ current }: { current: SettingsTab }) {
  return (
    <nav aria-label="Settings" className="scroll-fade relative border-b [scrollbar-width:none]">
      <ul className="flex gap-6">
        {settingsTabs.map(({ key, label }) => (
          <li key={key}>
            <Link
              href={tabPath(key)}
              scroll={false}
              aria-current={key === current ? "page" : undefined}
              className="-mb-px inline-flex whitespace-nowrap border-transparent border-b-2 py-2.5 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-foreground aria-[current]:text-foreground"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <SectionLink current={current} />
    </nav>
  );
}
