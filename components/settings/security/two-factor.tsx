"use client";

import { LifeBuoy, Smartphone } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { createRecoveryCodes, removeAuthenticator } from "@/components/two-factor/actions";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import { formatDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { SettingsFacts } from "@/lib/settings";
import { Method } from "./method";
import { PasskeyList } from "./passkey-list";

/** Loaded with the first codes. */
const RecoveryCodesDialog = lazy(() => import("./recovery-codes-dialog"));

type TwoFactorProps = { factors: SettingsFacts["factors"]; email: string; productName: string; now: Date };

/** The second factors of the person: authenticator app, passkeys, recovery codes. */
export function TwoFactor({ factors, email, productName, now }: TwoFactorProps) {
  const { totpSince, recoveryCodes, passkeys, passkeysExist, required } = factors;
  const on = totpSince !== null || passkeys.length > 0;
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <div className="grid gap-4">
      {required && <p className="text-muted-foreground text-sm">{required}</p>}
      <ul className="divide-y">
        <Authenticator since={totpSince} />
        <PasskeyList passkeys={passkeys} exist={passkeysExist} now={now} onCodes={setCodes} />
        {on && <Recovery left={recoveryCodes} onCodes={setCodes} />}
      </ul>
      {codes && (
        <Suspense>
          <RecoveryCodesDialog {...{ codes, productName, email }} onClose={() => setCodes(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function Authenticator({ since }: { since: Date | null }) {
  const remove = useAction(removeAuthenticator, { done: () => void toast.success("Authenticator app removed") });
  return (
    <Method
      icon={<Smartphone aria-hidden />}
      name="Authenticator app"
      state={since ? <Badge variant="success">On</Badge> : <Badge variant="secondary">Off</Badge>}
      note={since ? `Since ${formatDate(since)}.` : "Enter a code from your phone as a second step."}
    >
      <WriteButton asChild variant="outline" size="sm">
        <a href="/two-factor/set-up?next=/settings?tab=security">{since ? "Replace" : "Set up"}</a>
      </WriteButton>
      {since && (
        <ConfirmButton
          variant="ghost"
          size="sm"
          pending={remove.pending}
          title="Remove your authenticator app?"
          description="Its codes stop working. If it's your only method, you'll sign in in a single step."
          confirm="Remove app"
          onConfirm={() => remove.run(undefined)}
        >
          Remove<span className="sr-only"> authenticator app</span>
        </ConfirmButton>
      )}
    </Method>
  );
}

type RecoveryProps = { left: number; onCodes: (codes: readonly string[]) => void };

function Recovery({ left, onCodes }: RecoveryProps) {
  const create = useAction(createRecoveryCodes, { done: onCodes });
  return (
    <Method
      icon={<LifeBuoy aria-hidden />}
      name="Recovery codes"
      state={left <= 2 ? <Badge variant="warning">{formatCount(left, "code")} left</Badge> : undefined}
      note={`${formatCount(left, "code")} left, in case you lose your device. Each works once.`}
    >
      <ConfirmButton
        variant="outline"
        size="sm"
        pending={create.pending}
        title="Create new recovery codes?"
        description="The codes you saved before stop working."
        confirm="Create codes"
        onConfirm={() => create.run(undefined)}
      >
        Create new codes
      </ConfirmButton>
    </Method>
  );
}
