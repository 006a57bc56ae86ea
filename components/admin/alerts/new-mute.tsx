import { BellOff } from "lucide-react";
import { MuteButton } from "./mute-button";

/** Mutes a kind of alert before the next one is raised. */
export function NewMute() {
  return (
    <MuteButton variant="outline">
      <BellOff aria-hidden />
      Mute…
    </MuteButton>
  );
}
