function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    const file = await readFile(entry as FileSystemFileEntry);
    // The browser leaves the folder out of the name; importing needs to know which files belong together.
    return [new File([file], entry.fullPath.replace(/^\//, ''), { type: file.type })];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A folder is read in batches; an empty one ends it.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const inner of batch) files.push(...(await filesOf(inner)));
  }
  return files;
}

/** The files that were dropped, with those inside dropped folders. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // The list empties itself after the event, so entries are taken before anything is awaited.
  const items = [...transfer.items].map((item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const files: File[] = [];
  for (const { entry, file } of items) {
    if (entry) files.push(...(await filesOf(entry)));
    else if (file) files.push(file);
  }
  return files;
}
