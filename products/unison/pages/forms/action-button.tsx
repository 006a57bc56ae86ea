"use client";

import type { ReactNode } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import type { ButtonProps } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";

type ActionButtonProps = Pick<ButtonProps, "variant" | "size" | "className" | "disabled"> & {
  action: MemberAction<Record<string, unknown>, unknown>;
  input: Readonly<Record<string, unknown>>;
  /** What the toast says afterward; nothing without it. */
  done?: string;
  /** The accessible name, where the button shows an icon only. */
  label?: string;
  /** Asks first. */
  confirm?: { title: string; description: ReactNode; button: string };
  children: ReactNode;
};

/** A button that runs an action of the product. */
export function ActionButton({ action, input, done, label, confirm, children, ...button }: ActionButtonProps) {
  const { run, pending, refusal, clearRefusal } = useMemberAction(action, {
    done: () => void (done && toast.success(done)),
  });
  const press = () => run({ ...input });
  return (
    <>
      {confirm ? (
        <ConfirmButton
          {...button}
          pending={pending}
          title={confirm.title}
          description={confirm.description}
          confirm={confirm.button}
          onConfirm={press}
        >
          {label && <span className="sr-only">{label}</span>}
          {children}
        </ConfirmButton>
      ) : (
        <WriteButton {...button} pending={pending} aria-label={label} title={label} onClick={press}>
          {children}
        </WriteButton>
      )}
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
