// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Hash.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <vector>

namespace prososcope::core {

struct Hash::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Hash::Hash(HashKind kind) : m_state(std::make_unique<State>()) {
    EVP_DigestInit_ex(m_state->context, kind == HashKind::Sha256 ? EVP_sha256() : EVP_md5(), nullptr);
}
Hash::~Hash() = default;
Hash::Hash(Hash&&) noexcept = default;
Hash& Hash::operator=(Hash&&) noexcept = default;

void Hash::add(std::span<const std::byte> bytes) { EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()); }

std::string Hash::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(m_state->context, digest.data(), &length);
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * length);
    for (unsigned int i = 0; i < length; ++i) {
        text += kDigits[digest[i] >> 4];
        text += kDigits[digest[i] & 15];
    }
    return text;
}

std::string sha256(std::string_view text) {
    Hash hash;
    hash.add(text);
    return hash.hex();
}

Result<std::string> hashFile(const std::filesystem::path& path, Progress& progress, HashKind kind) {
    std::ifstream file(path, std::ios::binary);
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    if (!file || ignored) {
        return fail(
            ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 cannot be read. Check that it exists and that you may read it."), {path.string()}});
    }
    Hash hash(kind);
    std::vector<char> block(1 << 20);
    std::uintmax_t done = 0;
    while (file) {
        if (progress.stopRequested()) return cancelled();
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        const auto count = static_cast<std::size_t>(file.gcount());
        hash.add(std::as_bytes(std::span(block.data(), count)));
        done += count;
        if (size > 0) progress.report(static_cast<double>(done) / static_cast<double>(size));
    }
    return hash.hex();
}

}  // namespace prososcope::core
