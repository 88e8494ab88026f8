import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

// By itself the library would ask a foreign host for its code.
const ready = prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });

/** Pixels of the longer side: more take longer and are read no better. */
const LONGEST = 960;

const canvas = document.createElement("canvas");
const context = canvas.getContext("2d", { willReadFrequently: true });

/** The text of the QR code in a picture, or nothing. */
export async function read(picture: HTMLVideoElement | ImageBitmap): Promise<string> {
  await ready;
  const found = await readBarcodes(pixels(picture), { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true });
  return found.find((each) => each.isValid)?.text ?? "";
}

/** The text of the QR code in a photo; nothing where it shows none or can't be opened. */
export async function readPhoto(photo: Blob): Promise<string> {
  try {
    return await read(await createImageBitmap(photo));
  } catch {
    return "";
  }
}

function pixels(picture: HTMLVideoElement | ImageBitmap): ImageData {
  const [width, height] = picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  if (!context) throw new Error("no canvas");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
