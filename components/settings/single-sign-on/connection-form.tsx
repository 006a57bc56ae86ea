"use client";

import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { TextField } from "@/components/ui/fields";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import type { SsoFacts } from "@/lib/single-sign-on";
import type { ConnectionInput } from "@/lib/single-sign-on/input";
import { saveSso } from "./actions";
import { OwnAddresses } from "./own-addresses";

type ConnectionFormProps = {
  kind: "saml" | "oidc";
  issuer?: string | undefined;
  clientId?: string | undefined;
  addresses: SsoFacts["addresses"];
};

/** Sets up the identity provider, or replaces its settings. */
export function ConnectionForm({ kind, issuer, clientId, addresses }: ConnectionFormProps) {
  return (
    <Tabs defaultValue={kind}>
      <TabsList aria-label="Protocol">
        <TabsTrigger value="saml">SAML</TabsTrigger>
        <TabsTrigger value="oidc">OpenID Connect</TabsTrigger>
      </TabsList>
      <TabsContent value="saml" className="grid gap-5">
        <p className="text-muted-foreground text-sm">
          In your identity provider, create a SAML app with these values. It must sign assertions with SHA-256 and send
          the email address.
        </p>
        <OwnAddresses addresses={addresses} kind="saml" />
        <SamlForm />
      </TabsContent>
      <TabsContent value="oidc" className="grid gap-5">
        <p className="text-muted-foreground text-sm">
          In your identity provider, create a web app with this redirect URI and the scopes openid, email and profile.
        </p>
        <OwnAddresses addresses={addresses} kind="oidc" />
        <OidcForm issuer={kind === "oidc" ? issuer : undefined} clientId={clientId} />
      </TabsContent>
    </Tabs>
  );
}

const saved = () => void toast.success("Saved. Test the connection next.");

function SamlForm() {
  const form = useForm<Extract<ConnectionInput, { kind: "saml" }>>({
    resolver: useSchemaResolver(async () => (await import("@/lib/single-sign-on/input")).samlSettingsSchema),
    defaultValues: { kind: "saml", metadata: "" },
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(saveSso, {
    done: () => {
      form.reset();
      saved();
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit(run)} noValidate className="grid gap-4">
        <FormField
          name="metadata"
          render={({ field }) => (
            <FormItem>
              <FormLabel>Identity provider metadata (URL or XML)</FormLabel>
              <FormControl>
                <Textarea {...field} rows={4} spellCheck={false} className="max-h-60 font-mono text-xs" />
              </FormControl>
              <FormDescription>When the certificate changes, save the new metadata here.</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <WriteButton type="submit" pending={pending} className="justify-self-start">
          Save SAML settings
        </WriteButton>
      </form>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}

function OidcForm({ issuer = "", clientId }: { issuer?: string | undefined; clientId?: string | undefined }) {
  const form = useForm<Extract<ConnectionInput, { kind: "oidc" }>>({
    resolver: useSchemaResolver(async () => (await import("@/lib/single-sign-on/input")).oidcSettingsSchema),
    defaultValues: { kind: "oidc", issuer, clientId: clientId ?? "", clientSecret: "" },
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(saveSso, {
    done: () => {
      form.resetField("clientSecret");
      saved();
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit(run)} noValidate className="grid gap-4">
        <TextField name="issuer" label="Issuer" placeholder="https://login.company.com" autoComplete="off" />
        <TextField name="clientId" label="Client ID" autoComplete="off" />
        <TextField
          name="clientSecret"
          label="Client secret"
          type="password"
          autoComplete="off"
          hint="Stored encrypted. We won't show it again."
        />
        <WriteButton type="submit" pending={pending} className="justify-self-start">
          Save OpenID Connect settings
        </WriteButton>
      </form>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
