// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/ProcessIdentity.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace prososcope::core {

namespace {

/// Start time of a process in clock ticks, or -1 where it is gone or waits only to be collected (proc(5)).
std::int64_t startOf(std::int64_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    const auto end = content.rfind(')');  // the name before it may hold anything
    if (end == std::string::npos) return -1;
    std::istringstream fields(content.substr(end + 1));
    std::string state;
    std::string skipped;
    fields >> state;
    for (int field = 4; field < 22; ++field) fields >> skipped;
    std::int64_t start = -1;
    fields >> start;
    if (!fields || state == "Z" || state == "X") return -1;
    return start;
}

}  // namespace

ProcessIdentity ProcessIdentity::own() {
    ProcessIdentity identity;
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) == 0) identity.host = name.data();
    std::ifstream("/proc/sys/kernel/random/boot_id") >> identity.boot;
    std::error_code code;
    identity.pids = std::filesystem::read_symlink("/proc/self/ns/pid", code).string();
    identity.pid = ::getpid();
    identity.start = startOf(identity.pid);
    return identity;
}

bool ProcessIdentity::isGone() const {
    const auto here = own();
    if (host != here.host) return false;
    if (boot != here.boot) return true;
    if (pids != here.pids) return false;
    return startOf(pid) != start || start < 0;
}

std::string loginName() {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) return entry.pw_name;
    return std::to_string(::geteuid());
}

}  // namespace prososcope::core
