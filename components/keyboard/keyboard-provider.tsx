"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { useProgressOf } from "@/components/navigation/progress";
import type { PalettePage } from "@/components/palette/palette-provider";
import { singleKeysOn } from "./key-setting";
import { isOwnKey } from "./own-key";
import { withLetters } from "./page-letters";
import { focusRow } from "./rows";

const KeysDialog = lazy(() => import("./keys-dialog"));

const OpenKeys = createContext<() => void>(() => undefined);

/** Opens the list of all keys. */
export const useOpenKeys = () => useContext(OpenKeys);

/** How long after G a letter still leads to a page. */
const chordMs = 1_500;

/** J and K for the rows of lists, ? for the list of keys, G and a letter for a page. */
export function KeyboardProvider({ pages, children }: { pages: readonly PalettePage[]; children: ReactNode }) {
  const router = useRouter();
  const showProgress = useProgressOf();
  const [open, setOpen] = useState(false);
  const [everOpened, setEverOpened] = useState(false);
  const chordUntil = useRef(0);
  const lettered = withLetters(pages);

  const show = () => {
    setOpen(true);
    setEverOpened(true);
  };
  /** Returns whether the key was one of ours. */
  const press = (key: string, repeated: boolean, time: number): boolean => {
    const inChord = time < chordUntil.current;
    chordUntil.current = 0;
    if (inChord) {
      const page = lettered.find(({ letter }) => letter === key);
      if (page) showProgress(() => router.push(page.href));
      return page !== undefined;
    }
    if (key === "j") return focusRow(1);
    if (key === "k") return focusRow(-1);
    if (repeated) return false;
    if (key === "?") show();
    else if (key === "g") chordUntil.current = time + chordMs;
    else return false;
    return true;
  };
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const dialogOpen = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
    if (!isOwnKey(event, dialogOpen) || !singleKeysOn()) return;
    const key = event.shiftKey && event.key !== "?" ? "" : event.key.toLowerCase();
    if (press(key, event.repeat, event.timeStamp)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
  return (
    <OpenKeys value={show}>
      {children}
      {everOpened && (
        <Suspense>
          <KeysDialog open={open} onOpenChange={setOpen} pages={lettered} />
        </Suspense>
      )}
    </OpenKeys>
  );
}
