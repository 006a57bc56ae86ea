"use client";

import type { PaletteAction } from "./general-actions";
import { matching } from "./match";
import { PaletteGroup, PaletteItem } from "./palette-dialog";
import type { PalettePage } from "./palette-provider";

type EntryGroupsProps = {
  text: string;
  pages: readonly PalettePage[];
  actions: readonly PaletteAction[];
  openPage: (href: string) => void;
  runAction: (action: PaletteAction) => void;
};

/** The pages and actions that match the text. They are known without asking the server. */
export function EntryGroups({ text, pages, actions, openPage, runAction }: EntryGroupsProps) {
  return (
    <>
      <PaletteGroup title="Pages">
        {matching(pages, text).map(({ href, label, icon }) => (
          <PaletteItem key={href} value={`page ${href}`} icon={icon} label={label} onSelect={() => openPage(href)} />
        ))}
      </PaletteGroup>
      <PaletteGroup title="Actions">
        {matching(actions, text).map((action) => (
          <PaletteItem
            key={action.label}
            value={`action ${action.label}`}
            icon={action.icon}
            label={action.label}
            onSelect={() => runAction(action)}
          />
        ))}
      </PaletteGroup>
    </>
  );
}

/** "3 results", for screen readers. */
export const resultWords = (count: number): string => (count === 1 ? "1 result" : `${count || "No"} results`);
