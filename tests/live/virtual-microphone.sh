#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A sound server of its own whose loudspeakers are heard by its microphones: what paplay plays is what PortAudio's default input
# hears. Touches no other server. Says "ready" and stays until it is ended; "absent: ..." and exit code 77 where PulseAudio is
# not installed (packages pulseaudio pulseaudio-utils libasound2-plugins).
# usage: virtual-microphone.sh PLACE      PLACE: an empty folder with a short name
# Programs find the server with HOME=PLACE/home XDG_RUNTIME_DIR=PLACE/run ALSA_CONFIG_PATH=PLACE/alsa.conf
# It has two microphones: speaker.monitor (the default, hears the sink speaker) and second.monitor (hears the sink second).
set -euo pipefail
place="$1"
for tool in pulseaudio pactl pacat paplay; do
    if ! command -v "$tool" >/dev/null; then
        echo "absent: $tool (packages pulseaudio pulseaudio-utils)"
        exit 77
    fi
done
if ! compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null &&
    ! compgen -G '/usr/lib*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null; then
    echo "absent: ALSA's plug-in for PulseAudio (package libasound2-plugins)"
    exit 77
fi
pids=()
finish() {
    trap - EXIT TERM INT
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    exit 0
}
trap finish EXIT TERM INT
mkdir -p "$place/home" "$place/run"
chmod 700 "$place/home" "$place/run"
cat >"$place/alsa.conf" <<'CONF'
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
CONF
export HOME=$place/home XDG_RUNTIME_DIR=$place/run
pulseaudio -n --daemonize=no --exit-idle-time=-1 -L module-native-protocol-unix \
    -L "module-null-sink sink_name=second rate=48000" -L "module-null-sink sink_name=speaker rate=48000" 2>"$place/pulse.log" &
pids+=($!)
for _ in $(seq 100); do
    pactl info >/dev/null 2>&1 && break
    sleep 0.1
done
pactl set-default-sink speaker
pactl set-default-source speaker.monitor
for sink in speaker second; do # a monitor's clock runs while something plays
    pacat --playback --latency-msec=50 --rate=48000 --channels=2 --device="$sink" /dev/zero 2>/dev/null &
    pids+=($!)
done
echo ready
wait "${pids[0]}" || true
