// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace prososcope::gui {

/// Where repositories of models are looked for unless a person says otherwise.
inline constexpr const char* kStandardHub = "https://huggingface.co";

/// "owner/name", as a hub names a repository.
[[nodiscard]] bool isRepositoryId(const QString& text);
/// What is wrong with the address of a hub, translated; empty where it can be used: https, or http on this computer.
[[nodiscard]] QString hubProblem(const QString& address);
/// The place that lists the files of a repository, with their sizes and sums.
[[nodiscard]] QUrl listingUrl(const QString& hub, const QString& id);
[[nodiscard]] QUrl fileUrl(const QString& hub, const QString& id, const QString& revision, const QString& file);

struct HubFile {
    QString name;
    qint64 bytes = 0;
    QString sha256;   ///< of large files
    QString gitBlob;  ///< of small ones
};

/// What is fetched of a repository: the JSON files of the layout, its README and one set of weights (safetensors before
/// pickles, one file before several). Names that the layout does not have are left out, so nothing leaves the folder.
struct HubListing {
    QString revision;  ///< the commit, so that all files belong together
    QList<HubFile> files;
    QString problem;  ///< a sentence, translated; nothing can be fetched then
    [[nodiscard]] qint64 bytes() const;
};
/// Of the hub's answer, which comes from strangers.
[[nodiscard]] HubListing readListing(const QByteArray& json, const QString& id);

}  // namespace prososcope::gui
