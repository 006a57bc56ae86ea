"use client";

import { lazy, Suspense, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { ActionResult } from "@/lib/action";
import type { RotateKeyInput } from "@/lib/keys/input";
import { RevealSecret } from "./reveal-secret";

const loadDialog = () => import("./rotate-key-dialog");
const RotateKeyDialog = lazy(loadDialog);

export type RotateKeyAction = (input: RotateKeyInput) => Promise<ActionResult<{ id: string; key: string }>>;

type RotateKeyProps = { keyId: string; name: string; rotateKey: RotateKeyAction };

/** Replaces a key. Both can work for a while, so that servers can be switched over one by one. */
export function RotateKey({ keyId, name, rotateKey }: RotateKeyProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  const [created, setCreated] = useState<string>();
  const { run, pending, refusal, clearRefusal } = useAction(rotateKey, {
    done: ({ key }) => {
      setOpen(false);
      setCreated(key);
    },
  });
  return (
    <>
      <WriteButton variant="ghost" size="sm" {...button}>
        Rotate<span className="sr-only"> {name}</span>
      </WriteButton>
      {mounted && (
        <Suspense>
          <RotateKeyDialog
            {...{ keyId, name, open, pending }}
            onOpenChange={setOpen}
            onConfirm={(overlapHours) => run({ keyId, overlapHours })}
          />
        </Suspense>
      )}
      <RevealSecret value={created} onClose={() => setCreated(undefined)} />
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
