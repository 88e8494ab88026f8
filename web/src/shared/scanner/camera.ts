import { onScopeDispose, ref, type Ref } from "vue";

/** `denied`: the person or the browser said no. `none`: nothing to look through. `failed`: somebody else uses it. */
export type CameraState = "off" | "starting" | "on" | "denied" | "none" | "failed";

export interface Camera {
  state: Ref<CameraState>;
  start(): Promise<void>;
  stop(): void;
}

/** The camera at the back of a phone, or the only one; shown in a video element until it is stopped or left. */
export function useCamera(video: Ref<HTMLVideoElement | undefined>): Camera {
  const state = ref<CameraState>("off");
  let stream: MediaStream | null = null;
  // Whoever stops while the camera is being opened does not want it any more.
  let wanted = 0;

  async function start(): Promise<void> {
    stop();
    const turn = ++wanted;
    state.value = "starting";
    try {
      const opened = await open();
      if (turn !== wanted) return end(opened);
      stream = opened;
      await show(opened);
      if (turn === wanted) state.value = "on";
    } catch (error) {
      if (turn === wanted) state.value = reason(error);
    }
  }
  async function show(opened: MediaStream): Promise<void> {
    if (!video.value) return;
    video.value.srcObject = opened;
    await video.value.play();
  }
  function stop(): void {
    wanted += 1;
    if (stream) end(stream);
    stream = null;
    if (video.value) video.value.srcObject = null;
    state.value = "off";
  }
  const hide = (): void => {
    if (document.hidden) stop();
  };
  document.addEventListener("visibilitychange", hide);
  onScopeDispose(() => {
    document.removeEventListener("visibilitychange", hide);
    stop();
  });
  return { state, start, stop };
}

function open(): Promise<MediaStream> {
  // Absent on insecure origins, whatever the device has.
  if (!("mediaDevices" in navigator)) throw new DOMException("", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } } });
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function reason(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "failed";
}
