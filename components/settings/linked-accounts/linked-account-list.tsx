"use client";

import { ProviderMark } from "@/components/auth/oauth/provider-marks";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { LinkedAccount, ProviderName } from "@/lib/auth";
import { providerLabels } from "@/lib/auth/oauth/labels";
import { Method } from "../security/method";
import { linkAccount, removeLinkedAccount } from "./actions";

type LinkedAccountListProps = { providers: readonly ProviderName[]; linked: readonly LinkedAccount[]; now: Date };

/** The accounts at other providers that a person signs in with, and those they can link. */
export function LinkedAccountList({ providers, linked, now }: LinkedAccountListProps) {
  const free = providers.filter((provider) => !linked.some((account) => account.provider === provider));
  return (
    <ul className="divide-y">
      {linked.map((account) => (
        <Linked key={account.provider} account={account} now={now} />
      ))}
      {free.map((provider) => (
        <Free key={provider} provider={provider} />
      ))}
    </ul>
  );
}

function Linked({ account: { provider, email, createdAt, lastUsedAt }, now }: { account: LinkedAccount; now: Date }) {
  const remove = useAction(removeLinkedAccount, { done: () => void toast.success("Account unlinked") });
  const name = providerLabels[provider];
  const used = lastUsedAt ? `last used ${relativeTime(lastUsedAt, now)}` : "not used yet";
  return (
    <Method
      icon={<ProviderMark provider={provider} />}
      name={name}
      state={<Badge variant="success">Linked</Badge>}
      note={`${email ? `${email}. ` : ""}Linked ${relativeTime(createdAt, now)}, ${used}.`}
    >
      <ConfirmButton
        variant="ghost"
        size="sm"
        pending={remove.pending}
        title={`Unlink your ${name} account?`}
        description="You can no longer sign in with it."
        confirm="Unlink account"
        onConfirm={() => remove.run({ provider })}
      >
        Unlink<span className="sr-only"> {name}</span>
      </ConfirmButton>
    </Method>
  );
}

function Free({ provider }: { provider: ProviderName }) {
  const link = useAction(linkAccount, { done: (address) => window.location.assign(address) });
  const name = providerLabels[provider];
  return (
    <Method icon={<ProviderMark provider={provider} />} name={name} note="Not linked.">
      <WriteButton variant="outline" size="sm" pending={link.pending} onClick={() => link.run({ provider })}>
        Link<span className="sr-only"> {name}</span>
      </WriteButton>
    </Method>
  );
}
