"use client";

import { BellOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { MuteDialog } from "./mute-dialog";

/** Mutes a kind of alert before the next one is raised. */
export function NewMute() {
  return (
    <MuteDialog>
      <Button variant="outline">
        <BellOff aria-hidden />
        Mute…
      </Button>
    </MuteDialog>
  );
}
