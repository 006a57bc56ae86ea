"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { usePageOrganization } from "@/components/shell/page-organization";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import type { ActionFailure } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/sonner";
import { noticeOtherOrganization, organizationHeader } from "@/lib/page-organization";

type UploadButtonProps = { workOrderId: string; accept: string; mostBytes: number; mostText: string };

/** Uploads drawings and photos, one after another, and shows how far it is. */
export function UploadButton({ workOrderId, accept, mostBytes, mostText }: UploadButtonProps) {
  const { id: organization } = usePageOrganization();
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const [progress, setProgress] = useState<{ name: string; part: number } | null>(null);
  const [refusal, setRefusal] = useState<ActionFailure | null>(null);
  const [refreshing, startRefresh] = useTransition();

  async function upload(chosen: readonly File[]) {
    for (const file of chosen) {
      if (file.size === 0 || file.size > mostBytes) {
        toast.error(file.size === 0 ? `${file.name} is empty.` : `${file.name} is larger than ${mostText}.`);
        continue;
      }
      setProgress({ name: file.name, part: 0 });
      const query = new URLSearchParams({ workOrderId, name: file.name });
      const failure = await send(`/api/files?${query}`, file, organization, (part) =>
        setProgress({ name: file.name, part }),
      );
      if (!failure) toast.success(`${file.name} uploaded`);
      else if (failure.code === "limit_reached" || failure.code === "read_only") {
        setRefusal(failure);
        break;
      } else {
        noticeOtherOrganization(failure.details);
        toast.error(`${file.name}: ${failure.message}`);
      }
    }
    setProgress(null);
    startRefresh(() => router.refresh());
  }

  return (
    <div className="grid gap-2">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = "";
          void upload(chosen);
        }}
      />
      <WriteButton
        variant="outline"
        size="sm"
        pending={progress !== null || refreshing}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden />
        Upload files
      </WriteButton>
      {progress && <Progress value={Math.round(progress.part * 100)} aria-label={`Uploading ${progress.name}`} />}
      <RefusalDialog failure={refusal} onClose={() => setRefusal(null)} />
    </div>
  );
}

/** With XMLHttpRequest, because `fetch` doesn't say how much it has sent. */
function send(
  url: string,
  file: File,
  organization: string,
  onProgress: (part: number) => void,
): Promise<ActionFailure | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const offline = { code: "unavailable", message: "The upload was interrupted. Try again.", details: {} } as const;
    request.open("POST", url);
    request.setRequestHeader(organizationHeader, organization);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => resolve(offline);
    request.onload = () => resolve(request.status === 201 ? null : (failureOf(request.responseText) ?? offline));
    request.send(file);
  });
}

function failureOf(text: string): ActionFailure | undefined {
  try {
    const { code, title, ...details }: { code: ActionFailure["code"]; title: string } = JSON.parse(text);
    return { code, message: title, details };
  } catch {
    return undefined;
  }
}
