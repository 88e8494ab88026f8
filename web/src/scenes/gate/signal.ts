/** How "pass" and "stop" sound (Hz, seconds, so many times) and feel (milliseconds). */
const SIGNALS = {
  pass: { pitch: 880, length: 0.18, times: 1, shake: [80] },
  stop: { pitch: 220, length: 0.25, times: 3, shake: [250, 120, 250, 120, 250] },
} as const;

let speaker: AudioContext | null = null;

/** Let a device that was just tapped make sounds later. */
export function prepare(): void {
  speaker ??= "AudioContext" in window ? new AudioContext() : null;
  void speaker?.resume();
}

/** Tell ears and hands, too: whoever checks looks at faces. */
export function signal(kind: keyof typeof SIGNALS): void {
  const { pitch, length, times, shake } = SIGNALS[kind];
  navigator.vibrate?.([...shake]);
  for (let turn = 0; turn < times; turn += 1) beep(pitch, turn * length * 1.5, length);
}

function beep(pitch: number, after: number, length: number): void {
  if (!speaker) return;
  const [tone, volume] = [speaker.createOscillator(), speaker.createGain()];
  tone.frequency.value = pitch;
  volume.gain.value = 0.4;
  tone.connect(volume).connect(speaker.destination);
  tone.start(speaker.currentTime + after);
  tone.stop(speaker.currentTime + after + length);
}
