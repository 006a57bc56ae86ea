"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { MuteSubject } from "./mute-dialog";

const loadDialog = () => import("./mute-dialog");
const MuteDialog = lazy(loadDialog);

type MuteButtonProps = MuteSubject & Pick<ComponentProps<typeof Button>, "size" | "variant" | "children">;

/** Mutes alerts of a kind for some days, about one organization or about all. */
export function MuteButton({ kind, organization, ...looks }: MuteButtonProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button {...looks} {...button} />
      {mounted && (
        <Suspense>
          <MuteDialog {...(kind && { kind })} organization={organization} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
