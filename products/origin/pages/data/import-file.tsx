"use client";

import { Upload } from "lucide-react";
import { useId, useState } from "react";
import { usePageOrganization } from "@/components/shell/page-organization";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type ActionFailure, useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/sonner";
import type { ImportField, ImportKind, Preview } from "../../domain/import/rows";
import { beginImport, previewFile, sendChunk } from "../actions";
import { countPieces, headBytes, textOf } from "./file-text";
import { MapColumns } from "./map-columns";

type ImportFileProps = {
  fields: Readonly<Record<ImportKind, readonly ImportField[]>>;
  initialKind: ImportKind;
};

const kinds: readonly { kind: ImportKind; label: string }[] = [
  { kind: "touchpoints", label: "Touchpoints" },
  { kind: "conversions", label: "Conversions" },
  { kind: "spend", label: "Spend by channel and day" },
];

type Chosen = { file: File; kind: ImportKind; preview: Preview };

/** Chooses a file, maps its columns and uploads it piece by piece. The server imports it, also when the page is closed then. */
export function ImportFile({ fields, initialKind }: ImportFileProps) {
  const id = useId();
  const { id: organization } = usePageOrganization();
  const [kind, setKind] = useState<ImportKind>(initialKind);
  const [chosen, setChosen] = useState<Chosen>();
  const [sent, setSent] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<ActionFailure | null>(null);
  const reader = useMemberAction(previewFile, {
    done: (preview) => setChosen((current) => current && { ...current, preview }),
  });

  const choose = async (file: File, of: ImportKind) => {
    setProblem(undefined);
    const empty: Preview = { header: [], rows: [], options: initialOptions, missing: [] };
    setChosen({ file, kind: of, preview: empty });
    for await (const head of textOf(file.slice(0, headBytes))) {
      reader.run({ kind: of, head: head.slice(0, 90_000) });
      return;
    }
    setChosen(undefined);
    setProblem("This file is empty.");
  };

  const upload = async ({ file, kind: of, preview }: Chosen) => {
    setProblem(undefined);
    setSent(0);
    const chunks = await countPieces(file);
    const begun = await beginImport(organization, { kind: of, fileName: file.name, options: preview.options, chunks });
    if (!begun.ok) return failed(begun.error);
    let position = 0;
    for await (const text of textOf(file)) {
      const taken = await sendChunk(organization, { importId: begun.data, position, text });
      if (!taken.ok) return failed(taken.error);
      position += 1;
      setSent(Math.round((position / chunks) * 100));
    }
    setSent(undefined);
    setChosen(undefined);
    toast.success("File uploaded. The import continues in the background.");
  };
  const failed = (error: ActionFailure) => {
    setSent(undefined);
    if (error.code === "feature_not_in_plan" || error.code === "read_only") setRefusal(error);
    else setProblem(error.message);
  };

  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-kind`}>What’s in the file</Label>
          <NativeSelect
            id={`${id}-kind`}
            value={kind}
            onChange={(event) => {
              const next = kinds.find((each) => each.kind === event.target.value)?.kind ?? "touchpoints";
              setKind(next);
              if (chosen) void choose(chosen.file, next);
            }}
          >
            {kinds.map(({ kind: value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </div>
        <input
          id={`${id}-file`}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          className="sr-only"
          aria-label="CSV file"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void choose(file, kind);
          }}
        />
        <WriteButton asChild variant="outline" pending={reader.pending}>
          <label htmlFor={`${id}-file`}>
            <Upload aria-hidden />
            Choose CSV file
          </label>
        </WriteButton>
        {chosen && <p className="min-w-0 truncate pb-2 text-sm">{chosen.file.name}</p>}
      </div>
      {problem && (
        <Alert variant="destructive">
          <AlertDescription>{problem}</AlertDescription>
        </Alert>
      )}
      {chosen && chosen.preview.header.length > 0 && (
        <>
          <MapColumns
            fields={fields[chosen.kind]}
            preview={chosen.preview}
            onChange={(options) => setChosen({ ...chosen, preview: { ...chosen.preview, options } })}
          />
          <div className="flex flex-wrap items-center gap-3">
            <WriteButton pending={sent !== undefined} onClick={() => upload(chosen)}>
              Import file
            </WriteButton>
            <Button variant="outline" disabled={sent !== undefined} onClick={() => setChosen(undefined)}>
              Cancel
            </Button>
            {sent !== undefined && <Progress value={sent} aria-label="Upload" className="w-40" />}
          </div>
        </>
      )}
      <RefusalDialog failure={refusal} onClose={() => setRefusal(null)} />
    </div>
  );
}

const initialOptions: Preview["options"] = { delimiter: ",", columns: {}, dateOrder: "mdy", decimal: "." };
