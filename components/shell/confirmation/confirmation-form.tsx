"use client";

import { Building2, Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { EmailCodeField } from "@/components/auth/oauth/email-code-field";
import { PasswordField } from "@/components/auth/password-field";
import { RegisteredFields } from "@/components/forms/registered-fields";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import {
  beginPasskeyConfirmation,
  confirmInDialog,
  finishPasskeyConfirmation,
  readConfirmationMethods,
} from "@/components/two-factor/actions";
import { CodeField } from "@/components/two-factor/code-field";
import { askPasskey, withPasskey } from "@/components/two-factor/passkeys";
import { SendCode } from "@/components/two-factor/send-code";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/sonner";
import type { ConfirmIdentityInput } from "@/lib/auth/input";

type Methods = {
  password: boolean;
  code: boolean;
  passkey: boolean;
  emailCode: boolean;
  ssoOrganizationId: string | null;
};
type ConfirmationFormProps = { email: string; onConfirmed: () => void };

/** Asks for a code where two-factor authentication is on, else for the password, and without one for a code we email. */
export function ConfirmationForm({ email, onConfirmed }: ConfirmationFormProps) {
  const [methods, setMethods] = useState<Methods>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let current = true;
    void readConfirmationMethods().then((answer) => {
      if (!current) return;
      if (answer.ok) setMethods(answer.data);
      else setProblem(answer.error.message);
    });
    return () => {
      current = false;
    };
  }, []);
  if (problem) {
    return (
      <Alert variant="destructive">
        <AlertDescription>{problem}</AlertDescription>
      </Alert>
    );
  }
  if (!methods) return <Skeleton className="h-28" />;
  return (
    <div className="grid gap-3">
      {methods.passkey && <PasskeyButton onConfirmed={onConfirmed} />}
      {methods.ssoOrganizationId && <SignInAgain organization={methods.ssoOrganizationId} />}
      {(methods.code || methods.password || methods.emailCode) && (
        <Fields email={email} name={nameOf(methods)} onConfirmed={onConfirmed} />
      )}
    </div>
  );
}

/** Leaves the page: afterwards the person starts over what they wanted to do. */
function SignInAgain({ organization }: { organization: string }) {
  const again = () => {
    const next = `${location.pathname}${location.search}`;
    location.assign(`/api/sso/${organization}/start?${new URLSearchParams({ next })}`);
  };
  return (
    <Button type="button" variant="outline" onClick={again}>
      <Building2 aria-hidden /> Sign in again with single sign-on
    </Button>
  );
}

function PasskeyButton({ onConfirmed }: Pick<ConfirmationFormProps, "onConfirmed">) {
  const [pending, setPending] = useState(false);
  const confirm = async () => {
    setPending(true);
    const answer = await withPasskey(beginPasskeyConfirmation, askPasskey, (response) =>
      finishPasskeyConfirmation({ response }),
    ).finally(() => setPending(false));
    if (answer?.ok) onConfirmed();
    else if (answer) toast.error(answer.error.message);
  };
  return (
    <Button type="button" variant="outline" pending={pending} onClick={() => void confirm()}>
      <Fingerprint aria-hidden /> Use your passkey
    </Button>
  );
}

type FieldName = "code" | "password" | "emailCode";

function nameOf({ code, emailCode }: Methods): FieldName {
  if (code) return "code";
  return emailCode ? "emailCode" : "password";
}

function Fields({ email, name, onConfirmed }: ConfirmationFormProps & { name: FieldName }) {
  const form = useForm<Partial<Record<FieldName, string>>>({ defaultValues: { [name]: "" } });
  const { run, pending } = useAction(confirmInDialog, {
    done: onConfirmed,
    failed: (failure) => {
      form.resetField(name);
      if (!showFieldErrors(form, failure)) form.setError(name, { message: failure.message });
      form.setFocus(name);
      return true;
    },
  });
  const submit = form.handleSubmit((values) => run(inputOf(name, values[name] ?? "")));
  return (
    <Form {...form}>
      {/* The dialog may be inside another form in React's tree, which must not be sent with this one. */}
      <form
        method="post"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.stopPropagation();
          void submit(event);
        }}
      >
        <input type="text" hidden readOnly autoComplete="username" value={email} />
        <RegisteredFields>
          {name === "code" && <CodeField either hint="From your authenticator app, or a recovery code." autoFocus />}
          {name === "password" && <PasswordField purpose="current" />}
          {name === "emailCode" && (
            <>
              <SendCode email={email} />
              <EmailCodeField />
            </>
          )}
        </RegisteredFields>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button type="submit" pending={pending}>
            Confirm
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}

function inputOf(name: FieldName, value: string): ConfirmIdentityInput {
  if (name === "code") return { code: value };
  return name === "emailCode" ? { emailCode: value } : { password: value };
}
