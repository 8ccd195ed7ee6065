/* SPDX-License-Identifier: GPL-3.0-or-later
   A stand-in for NVIDIA's management library: two devices, the second one busy. */
#include <string.h>

static int devices[2];

int nvmlInit_v2(void) { return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void** device) {
    if (index > 1) return 2;
    *device = &devices[index];
    return 0;
}
int nvmlDeviceGetHandleByUUID(const char* uuid, void** device) {
    if (strcmp(uuid, "GPU-second") != 0) return 6;
    *device = &devices[1];
    return 0;
}
int nvmlDeviceGetName(void* device, char* name, unsigned int length) {
    strncpy(name, device == &devices[1] ? "Second" : "First", length);
    return 0;
}
int nvmlDeviceGetUtilizationRates(void* device, unsigned int* rates) {
    rates[0] = device == &devices[1] ? 43 : 0;
    rates[1] = 7;
    return 0;
}
int nvmlDeviceGetMemoryInfo(void* device, unsigned long long* memory) {
    memory[0] = 1000;
    memory[1] = device == &devices[1] ? 250 : 1000;
    memory[2] = 1000 - memory[1];
    return 0;
}
