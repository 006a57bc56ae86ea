"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { emptyForm, type FormAction, type FormState } from "@/lib/form-state";
import { noticeOtherOrganization } from "@/lib/page-organization";
import { FieldsProvider } from "./fields-context";

type FormProps = {
  /** The submit button's label. */
  label: string;
  /** Left of the button, which is as wide as the form without it. */
  back?: ReactNode;
  className?: string;
  onInput?: (form: HTMLFormElement) => void;
  children?: ReactNode;
  /** Shown in place of the form when it has succeeded. */
  done?: ReactNode;
};

/**
 * A form that works before its script has loaded, and without script: the server checks the input and renders the page again
 * with the errors at their fields and what was typed, except passwords.
 */
export function ActionForm({ action, ...props }: FormProps & { action: FormAction }) {
  const [state, send, pending] = useActionState(action, emptyForm);
  return <StatefulForm {...props} state={state} send={send} pending={pending} />;
}

type StatefulFormProps = FormProps & {
  state: FormState;
  send: (form: FormData) => void;
  pending: boolean;
  /** In place of the error that isn't about a field; null if something else shows it. */
  problem?: string | null | undefined;
};

/** The same for a page that also reads the action's state. */
export function StatefulForm({
  state,
  send,
  pending,
  problem = state.problem,
  label,
  back,
  className,
  onInput,
  children,
  done,
}: StatefulFormProps) {
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const [first] = Object.keys(state.errors);
  useEffect(() => {
    if (state === emptyForm) return;
    noticeOtherOrganization(state.details);
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus();
  }, [state]);

  /** By script, so that React doesn't reset the fields afterward. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const fields = new FormData(event.currentTarget);
    setEdited(new Set());
    startTransition(() => send(fields));
  }
  function changed({ target, currentTarget }: FormEvent<HTMLFormElement>) {
    if (target instanceof HTMLElement && "name" in target) setEdited(new Set([...edited, String(target.name)]));
    onInput?.(currentTarget);
  }

  if (state.done && done) return done;
  return (
    <FieldsProvider
      value={{
        propsOf: (name) => ({ name, defaultValue: state.values[name], autoFocus: name === first }),
        errorOf: (name) => (edited.has(name) ? undefined : state.errors[name]),
      }}
    >
      <form
        ref={form}
        action={send}
        onSubmit={submit}
        onInput={changed}
        noValidate
        className={cn("grid gap-5", className)}
      >
        {children}
        {problem && (
          <Alert variant="destructive" tabIndex={-1} data-problem className="col-span-full">
            <CircleAlert aria-hidden />
            <AlertDescription>{problem}</AlertDescription>
          </Alert>
        )}
        {back === undefined ? (
          <Button type="submit" size="lg" pending={pending} className="w-full">
            {label}
          </Button>
        ) : (
          <div className="col-span-full flex items-center justify-between gap-3 pt-2">
            {back}
            <Button type="submit" pending={pending} className="ml-auto">
              {label}
            </Button>
          </div>
        )}
      </form>
    </FieldsProvider>
  );
}
