#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Plays a recording into a virtual microphone and lets `prososcope-cli live` hear it: the delay from a hop's last sample, as the
# device handed it over, to its result; overflows; hops that were widened. Needs PulseAudio with its plug-in for ALSA
# (packages pulseaudio pulseaudio-utils libasound2-plugins), starts a server of its own and touches no other.
# usage: live.sh BUILD SPEECH.wav [SECONDS] [MODEL]
set -euo pipefail
build=$(realpath "$1")
speech=$(realpath "$2")
seconds=${3:-60}
model=${4:-emodb-4class}
place=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$place"
}
trap finish EXIT
mkdir -m 700 "$place/home" "$place/run"
cat > "$place/alsa.conf" <<'CONF'
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
CONF
export HOME=$place/home XDG_RUNTIME_DIR=$place/run ALSA_CONFIG_PATH=$place/alsa.conf
pulseaudio -n --daemonize=no --exit-idle-time=-1 -L module-native-protocol-unix \
    -L "module-null-sink sink_name=speaker rate=48000" 2> "$place/pulse.log" &
pids+=($!)
for _ in $(seq 50); do pactl info > /dev/null 2>&1 && break; sleep 0.1; done
pactl set-default-sink speaker
pactl set-default-source speaker.monitor
pacat --playback --latency-msec=50 --rate=48000 --channels=2 /dev/zero & # the monitor's clock runs while something plays
pids+=($!)
"$build/bin/prososcope-cli" live --model "$model" --source mic --json > "$place/results" 2> "$place/messages" &
live=$!
pids+=("$live")
(while paplay "$speech"; do :; done) &
pids+=($!)
sleep "$seconds"
kill -INT "$live"
code=0
wait "$live" || code=$?
cat "$place/messages"
echo "exit code $code"
python3 - "$place/results" <<'PYTHON'
import json, sys
results = [json.loads(line) for line in open(sys.argv[1])]
hops = [r for r in results if r["kind"] == "hop"]
spoken = [r for r in hops if r["state"] != "no speech"]
for name, rows in (("all hops", hops), ("hops with speech", spoken)):
    delays = sorted(r["delay_ms"] for r in rows)
    if delays:
        at = lambda share: delays[int(share * (len(delays) - 1))]
        print(f"{name}: {len(delays)}, delay median {at(.5):.1f} ms, 95 % {at(.95):.1f}, 99 % {at(.99):.1f}, longest {delays[-1]:.1f}")
if hops:
    print("computing %.3f of the time, overflows %d, widened hops %d, utterances %d" % (
        sum(r["compute_ms"] for r in results) / 1e3 / hops[-1]["end"], results[-1]["overflows"],
        sum(r["hop"] > 0.26 for r in hops), sum(r["kind"] == "utterance" for r in results)))
PYTHON
