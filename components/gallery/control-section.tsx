import type { ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { LinkGroup } from "@/components/ui/link-group";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { Stat, StatGrid } from "@/components/ui/stat";
import { Switch } from "@/components/ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Specimen } from "./specimen";

const buttons = ["default", "secondary", "outline", "ghost", "destructive", "link"] as const;
const badges: readonly BadgeVariant[] = [
  "default",
  "secondary",
  "outline",
  "info",
  "success",
  "warning",
  "signal",
  "destructive",
];
const alerts = [
  ["info", "A change is scheduled", "Professional starts on Dec 30."],
  ["success", "Your plan is active", "Welcome to Professional."],
  ["warning", "You're near your limit", "4,310 of 5,000 work orders used."],
  ["signal", "You're over your limit", "7 plants, and your plan has 5."],
  ["destructive", "Your payment failed", "Visa 4242 was declined."],
] as const;

/** What people click, read and fill in. */
export function ControlSection() {
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap gap-4">
        {buttons.map((variant) => (
          <Specimen key={variant} name={variant}>
            <Button variant={variant}>Change plan</Button>
          </Specimen>
        ))}
        <Specimen name="disabled">
          <Button disabled>Change plan</Button>
        </Specimen>
        <Specimen name="sm">
          <Button size="sm" variant="outline">
            Pay
          </Button>
        </Specimen>
      </div>
      <LinkGroup
        label="Reports"
        options={[
          { key: null, label: "All" },
          { key: "open", label: "Open" },
          { key: "closed", label: "Closed" },
        ]}
        current={null}
        href={(key) => `#${key ?? "all"}`}
      />
      <div className="flex flex-wrap gap-4">
        {badges.map((variant) => (
          <Specimen key={variant} name={variant}>
            <Badge variant={variant} dot>
              {variant}
            </Badge>
          </Specimen>
        ))}
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        {alerts.map(([variant, title, text]) => (
          <Alert key={variant} variant={variant} role="note">
            <AlertTitle>{title}</AlertTitle>
            <AlertDescription>{text}</AlertDescription>
          </Alert>
        ))}
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <Fields />
        <div className="grid content-start gap-6">
          <StatGrid>
            <Stat label="MRR" value="$18,079" delta="+4.2%" trend="up" />
            <Stat label="Churn" value="1.2%" delta="+0.3%" trend="up" goodTrend="down" />
            <Stat label="Trials" value="5" hint="2 end this week" />
          </StatGrid>
          <Invoices />
        </div>
      </div>
    </div>
  );
}

function Fields() {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Fields</CardTitle>
        <CardDescription>At rest, filled in, with an error, and disabled.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Field id="gallery-name" label="Name">
          <Input id="gallery-name" placeholder="Harbor Metalworks" />
        </Field>
        <Field id="gallery-email" label="Billing email">
          <Input id="gallery-email" aria-invalid aria-describedby="gallery-email-error" defaultValue="dana@harbor" />
          <p id="gallery-email-error" className="text-destructive-ink text-sm">
            Enter an email address such as name@example.com.
          </p>
        </Field>
        <Field id="gallery-country" label="Country">
          <NativeSelect id="gallery-country" defaultValue="us">
            <option value="us">United States</option>
            <option value="de">Germany</option>
          </NativeSelect>
        </Field>
        <Field id="gallery-note" label="Note">
          <Textarea id="gallery-note" disabled defaultValue="Read-only while the trial is over." />
        </Field>
        <div className="flex flex-wrap gap-6">
          <Label htmlFor="gallery-check">
            <Checkbox id="gallery-check" defaultChecked /> Send receipts
          </Label>
          <Label htmlFor="gallery-switch">
            <Switch id="gallery-switch" defaultChecked /> Monthly summary
          </Label>
        </div>
        <Progress value={60} aria-label="Set-up" />
        <Tabs defaultValue="month">
          <TabsList aria-label="Interval">
            <TabsTrigger value="month">Monthly</TabsTrigger>
            <TabsTrigger value="year">Yearly</TabsTrigger>
          </TabsList>
          <TabsContent value="month" className="figures text-sm">
            $199.00
          </TabsContent>
          <TabsContent value="year" className="figures text-sm">
            $2,149.20
          </TabsContent>
        </Tabs>
      </CardContent>
    </Card>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  );
}

const invoices = [
  ["0042", "Nov 30, 2026", "$204.00", "Paid"],
  ["0041", "Oct 30, 2026", "$199.00", "Paid"],
  ["0040", "Sep 30, 2026", "−$49.00", "Credit"],
] as const;

function Invoices() {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Table</CardTitle>
      </CardHeader>
      <CardContent>
        <Table label="Invoices">
          <TableHeader>
            <TableRow>
              <TableHead>Number</TableHead>
              <TableHead>Date</TableHead>
              <TableHead className="text-right">Total</TableHead>
              <TableHead>Status</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {invoices.map(([number, date, total, status]) => (
              <TableRow key={number}>
                <TableCell className="figures">{number}</TableCell>
                <TableCell className="figures">{date}</TableCell>
                <TableCell className="figures text-right">{total}</TableCell>
                <TableCell>
                  <Badge variant={status === "Paid" ? "success" : "secondary"}>{status}</Badge>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}
