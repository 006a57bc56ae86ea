import { CircleCheck, CircleDashed } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { formatDateTime } from "@/lib/dates";
import { whenReadable } from "@/lib/entitlements";
import { env } from "@/lib/env";
import { memberPage } from "@/lib/tenancy";
import { lastReport } from "@/products/leadflow/domain";
import { CopyField } from "./copy-field";

export const metadata: Metadata = { title: "Connect" };

export default async function ConnectPage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({ organizationId: member.organizationId, reportedAt: await lastReport(member) })),
  );
  if (!view) return <Suspended />;
  const { organizationId, reportedAt } = view;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Connect"
        description="Run the program on your own machine. It reads your mail there and reports only counts."
      />
      <Status reportedAt={reportedAt} />
      <ol className="grid max-w-3xl gap-4">
        <Step
          number={1}
          title="Install the program"
          description="You'll need the program we sent you, Node.js 20.19 or newer, and a computer that stays on."
        >
          <CopyField label="In the program's folder" text="npm install" />
        </Step>
        <Step
          number={2}
          title="Configure it"
          description={
            <>
              Save this as <code>.env</code> in the program's folder. We sent the key with the program: it reports
              usage, so only we can create one. Your own{" "}
              <Link href="/settings?tab=api-keys" className="underline underline-offset-4">
                API keys
              </Link>{" "}
              can read usage but not report it.
            </>
          }
        >
          <CopyField label=".env" text={environment(organizationId)} />
        </Step>
        <Step
          number={3}
          title="Start it"
          description="Its first counts arrive here within a minute. Your leads are on the program's own page."
        >
          <CopyField label="Command" text="npm start" />
        </Step>
      </ol>
    </div>
  );
}

const environment = (organizationId: string) => `GATEHOUSE_URL=${env.APP_URL}
GATEHOUSE_KEY=
LEADFLOW_ORGANIZATION=${organizationId}
IMAP_URL=imaps://name%40example.com:app-password@imap.example.com
# Or use a folder of .eml files instead of IMAP_URL:
# MAIL_FOLDER=./mail`;

function Status({ reportedAt }: { reportedAt: Date | null }) {
  return reportedAt ? (
    <Alert>
      <CircleCheck aria-hidden />
      <AlertTitle>Connected</AlertTitle>
      <AlertDescription>
        <p>Last report: {formatDateTime(reportedAt)}.</p>
      </AlertDescription>
    </Alert>
  ) : (
    <Alert>
      <CircleDashed aria-hidden />
      <AlertTitle>Not connected yet</AlertTitle>
      <AlertDescription>
        <p>The program hasn't reported anything yet.</p>
      </AlertDescription>
    </Alert>
  );
}

type StepProps = { number: number; title: string; description: ReactNode; children: ReactNode };

function Step({ number, title, description, children }: StepProps) {
  return (
    <li>
      <Card className="gap-4">
        <CardHeader>
          <CardTitle>
            {number}. {title}
          </CardTitle>
          <CardDescription>{description}</CardDescription>
        </CardHeader>
        <CardContent>{children}</CardContent>
      </Card>
    </li>
  );
}
