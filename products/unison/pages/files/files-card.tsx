import { FileText, Image as ImageIcon, Trash2 } from "lucide-react";
import { relativeTime } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { OrderFile } from "@/products/unison/domain";
import { acceptedExtensions, mostBytes } from "@/products/unison/domain/files/file-type";
import { formatBytes } from "@/products/unison/domain/files/stored-bytes";
import { ActionButton } from "../forms/action-button";
import { iconButton } from "../forms/icon-button";
import { deleteFile } from "./actions";
import { UploadButton } from "./upload-button";

type FilesCardProps = {
  workOrderId: string;
  organization: string;
  files: readonly OrderFile[];
  mayWrite: boolean;
  now: Date;
};

/** Drawings and photos of a work order. */
export function FilesCard({ workOrderId, organization, files, mayWrite, now }: FilesCardProps) {
  return (
    <Card className="gap-3">
      <CardHeader>
        <CardTitle>Drawings and photos</CardTitle>
        <CardDescription>PDF, CAD and image files up to {formatBytes(mostBytes)}</CardDescription>
        {mayWrite && (
          <CardAction>
            <Writes>
              <UploadButton
                workOrderId={workOrderId}
                accept={acceptedExtensions.join()}
                mostBytes={mostBytes}
                mostText={formatBytes(mostBytes)}
              />
            </Writes>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {files.length === 0 ? (
          <p className="text-muted-foreground text-sm">No files yet.</p>
        ) : (
          <ul className="grid divide-y">
            {files.map(({ id, name, contentType, bytes, createdAt, author }) => {
              const Icon = contentType.startsWith("image/") ? ImageIcon : FileText;
              return (
                <li key={id} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
                  <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                  <span className="grid min-w-0 flex-1">
                    <a
                      href={`/api/files/${id}?organization=${organization}`}
                      download={name}
                      className="truncate font-medium text-[0.8125rem] hover:text-brand hover:underline"
                    >
                      {name}
                    </a>
                    <span className="text-2xs text-muted-foreground">
                      {[formatBytes(bytes), relativeTime(createdAt, now), author].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                  {mayWrite && (
                    <Writes>
                      <ActionButton
                        {...iconButton}
                        action={deleteFile}
                        input={{ id }}
                        label={`Delete ${name}`}
                        done={`${name} deleted`}
                        confirm={{
                          title: `Delete ${name}?`,
                          description: "This permanently deletes the file and frees its storage.",
                          button: "Delete file",
                        }}
                      >
                        <Trash2 aria-hidden />
                      </ActionButton>
                    </Writes>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
