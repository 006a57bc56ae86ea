"use client";

import { type ReactNode, useId, useState } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import { formatDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { SsoFacts } from "@/lib/single-sign-on";
import { joiningRoles } from "@/lib/single-sign-on/joining-roles";
import { roleDescriptions } from "@/lib/tenancy/members/roles";
import { removeSso, requireSso, saveSsoRole, testSso, turnSso } from "./actions";

type ControlsProps = Pick<SsoFacts, "organization" | "domains" | "outside"> & {
  connection: NonNullable<SsoFacts["connection"]>;
};

/** Every step from the first test to requiring single sign-on, in order. */
export function Controls({ connection, organization, domains, outside }: ControlsProps) {
  const verified = domains.some(({ verifiedAt }) => verifiedAt !== null);
  return (
    <ul className="divide-y">
      <Test testedAt={connection.testedAt} />
      <Enable connection={connection} verified={verified} />
      <Require connection={connection} organization={organization} outside={outside} />
      <DefaultRole role={connection.defaultRole} />
      <Remove />
    </ul>
  );
}

type RowProps = { title: string; text: ReactNode; children: ReactNode };

const Row = ({ title, text, children }: RowProps) => (
  <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
    <div className="grid min-w-0 flex-1 basis-64 gap-1">
      <p className="font-medium text-sm">{title}</p>
      <div className="text-pretty text-muted-foreground text-sm">{text}</div>
    </div>
    {children}
  </li>
);

function Test({ testedAt }: { testedAt: Date | null }) {
  const [leaving, setLeaving] = useState(false);
  const { run, pending, refusal, clearRefusal } = useMemberAction(testSso, {
    done: ({ url }) => {
      setLeaving(true);
      location.assign(url);
    },
  });
  const last = testedAt ? `Last test: ${formatDate(testedAt)}.` : "Not tested with these settings yet.";
  return (
    <Row title="Test" text={`Goes through your identity provider without signing anyone in here. ${last}`}>
      <WriteButton variant="outline" size="sm" pending={pending || leaving} onClick={() => run(undefined)}>
        Test connection
      </WriteButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Row>
  );
}

function Enable({ connection, verified }: Pick<ControlsProps, "connection"> & { verified: boolean }) {
  const { enabledAt, testedAt } = connection;
  const { run, pending, refusal, clearRefusal } = useMemberAction(turnSso);
  if (enabledAt) {
    return (
      <Row title="Turned on" text={`Since ${formatDate(enabledAt)}. People at your domains can sign in and join.`}>
        <ConfirmButton
          variant="outline"
          size="sm"
          pending={pending}
          title="Turn off single sign-on?"
          description="Everyone who signed in with it is signed out. After that, members sign in with their password. Anyone without one can choose “Forgot password?” to set it."
          confirm="Turn off"
          onConfirm={() => run({ enabled: false })}
        >
          Turn off
        </ConfirmButton>
      </Row>
    );
  }
  const missing = [!testedAt && "test the connection", !verified && "verify a domain"].filter(Boolean).join(" and ");
  return (
    <Row
      title="Turn on"
      text={
        missing ? `First ${missing}.` : "People at your domains can then sign in, and join while you have free seats."
      }
    >
      <WriteButton size="sm" pending={pending} disabled={missing !== ""} onClick={() => run({ enabled: true })}>
        Turn on
      </WriteButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Row>
  );
}

function Require({
  connection,
  organization,
  outside,
}: Pick<ControlsProps, "connection" | "organization" | "outside">) {
  const { enabledAt, requiredAt } = connection;
  const { run, pending, refusal, clearRefusal } = useMemberAction(requireSso, {
    done: () => void toast.success("Saved"),
  });
  const breakGlass = "Owners can still sign in with their password, in case your identity provider is down.";
  if (requiredAt) {
    return (
      <Row title="Required" text={`Since ${formatDate(requiredAt)}. ${breakGlass}`}>
        <WriteButton variant="outline" size="sm" pending={pending} onClick={() => run({ required: false })}>
          Make optional
        </WriteButton>
      </Row>
    );
  }
  return (
    <Row
      title="Require single sign-on"
      text={
        <>
          <p>
            Members can no longer open {organization} with a password. {breakGlass}
          </p>
          {outside.length > 0 && (
            <p className="mt-1 text-warning-ink">
              {formatCount(outside.length, "member")} at other domains would lose access: {shownEmails(outside)}.
            </p>
          )}
        </>
      }
    >
      {enabledAt ? (
        <ConfirmButton
          variant="outline"
          size="sm"
          pending={pending}
          title="Require single sign-on?"
          description={`Members get an email. The next time they open a page, ${organization} asks them to sign in with your identity provider. ${breakGlass}`}
          confirm="Require single sign-on"
          onConfirm={() => run({ required: true })}
        >
          Require
        </ConfirmButton>
      ) : (
        <WriteButton variant="outline" size="sm" disabled>
          Require
        </WriteButton>
      )}
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Row>
  );
}

/** The first three, to keep the text short. */
const shownEmails = (emails: readonly string[]): string => {
  const more = emails.length - 3;
  return `${emails.slice(0, 3).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

function DefaultRole({ role }: { role: string }) {
  const id = useId();
  const [chosen, setChosen] = useState(role);
  const { run, pending } = useMemberAction(saveSsoRole, {
    done: () => void toast.success("Saved"),
    failed: () => {
      setChosen(role);
      return false;
    },
  });
  const choose = (value: string) => {
    const next = joiningRoles.find((joining) => joining === value);
    if (!next) return;
    setChosen(next);
    run({ role: next });
  };
  return (
    <Row
      title="New members"
      text={
        <Label htmlFor={id} className="font-normal leading-normal">
          The role people get when they join by signing in. The role in an invitation takes precedence.
        </Label>
      }
    >
      <NativeSelect id={id} value={chosen} disabled={pending} onChange={(event) => choose(event.target.value)}>
        {joiningRoles.map((joining) => (
          <option key={joining} value={joining}>
            {roleDescriptions[joining].name}
          </option>
        ))}
      </NativeSelect>
    </Row>
  );
}

function Remove() {
  const { run, pending } = useMemberAction(removeSso, { done: () => void toast.success("Single sign-on removed") });
  return (
    <Row title="Remove" text="Deletes the settings. Members and verified domains stay.">
      <ConfirmButton
        variant="outline"
        size="sm"
        pending={pending}
        title="Remove single sign-on?"
        description="Everyone who signed in with it is signed out. After that, members sign in with their password."
        confirm="Remove"
        onConfirm={() => run(undefined)}
      >
        Remove
      </ConfirmButton>
    </Row>
  );
}
