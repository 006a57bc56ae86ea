"use client";

import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { SsoFacts } from "@/lib/single-sign-on";
import type { DomainInput } from "@/lib/single-sign-on/input";
import { addSsoDomain, removeSsoDomain, verifySsoDomain } from "./actions";
import { CopyField } from "./copy-field";

/** The organization's email domains and how to verify them. */
export function Domains({ domains }: { domains: SsoFacts["domains"] }) {
  return (
    <div className="grid gap-5">
      {domains.length > 0 && (
        <ul className="divide-y">
          {domains.map((domain) => (
            <Domain key={domain.domain} {...domain} />
          ))}
        </ul>
      )}
      <AddDomain />
    </div>
  );
}

function Domain({ domain, proof, verifiedAt }: SsoFacts["domains"][number]) {
  const verify = useMemberAction(verifySsoDomain, { done: () => void toast.success(`${domain} is verified`) });
  const remove = useMemberAction(removeSsoDomain, { done: () => void toast.success(`${domain} removed`) });
  return (
    <li className="grid gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 flex-1 basis-full font-medium text-sm [overflow-wrap:anywhere] sm:basis-0">
          {domain}
        </span>
        <Badge variant={verifiedAt ? "success" : "warning"}>{verifiedAt ? "Verified" : "Not verified"}</Badge>
        {!verifiedAt && (
          <WriteButton size="sm" variant="outline" pending={verify.pending} onClick={() => verify.run({ domain })}>
            Verify
          </WriteButton>
        )}
        <ConfirmButton
          size="sm"
          variant="ghost"
          pending={remove.pending}
          title={`Remove ${domain}?`}
          description="People at this domain can no longer join with single sign-on. Members who already use it can still sign in."
          confirm="Remove domain"
          onConfirm={() => remove.run({ domain })}
        >
          Remove
        </ConfirmButton>
      </div>
      {!verifiedAt && (
        <dl className="grid gap-2">
          <CopyField label={`TXT record at ${domain}`} value={proof} />
          <dd className="text-muted-foreground text-sm">
            Add this record at your DNS provider, then choose Verify. DNS changes can take an hour.
          </dd>
        </dl>
      )}
    </li>
  );
}

function AddDomain() {
  const form = useForm<DomainInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/single-sign-on/input")).domainSchema),
    defaultValues: { domain: "" },
  });
  const { run, pending } = useMemberAction(addSsoDomain, {
    done: () => form.reset(),
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit(run)} noValidate className="flex flex-wrap items-end gap-3">
        <TextField
          name="domain"
          label="Email domain"
          placeholder="company.com"
          autoComplete="off"
          className="min-w-0 flex-1 basis-56"
        />
        <WriteButton type="submit" variant="outline" pending={pending}>
          Add domain
        </WriteButton>
      </form>
    </Form>
  );
}
