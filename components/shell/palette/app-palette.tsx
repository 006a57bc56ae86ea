"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProgressOf } from "@/components/navigation/progress";
import { EntryGroups, resultWords } from "@/components/palette/entry-groups";
import { useGeneralActions } from "@/components/palette/general-actions";
import { matching } from "@/components/palette/match";
import { PaletteDialog, PaletteMessage } from "@/components/palette/palette-dialog";
import type { PaletteProps } from "@/components/palette/palette-provider";

/** The palette of the signed-in pages: goes to a page, and does what works on every page. */
export default function AppPalette({ open, onOpenChange, pages }: PaletteProps) {
  const router = useRouter();
  const showProgress = useProgressOf();
  const [text, setText] = useState("");
  const actions = useGeneralActions();
  const found = matching(pages, text).length + matching(actions, text).length;
  const close = () => {
    onOpenChange(false);
    setText("");
  };
  return (
    <PaletteDialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      placeholder="Go to a page or run an action"
      text={text}
      onText={setText}
      status={resultWords(found)}
      hints={[
        ["↑↓", "select"],
        ["↵", "open"],
        ["esc", "close"],
      ]}
    >
      {found === 0 && <PaletteMessage>No page or action matches.</PaletteMessage>}
      <EntryGroups
        text={text}
        pages={pages}
        actions={actions}
        openPage={(href) => {
          close();
          showProgress(() => router.push(href));
        }}
        runAction={({ run }) => {
          close();
          run();
        }}
      />
    </PaletteDialog>
  );
}
