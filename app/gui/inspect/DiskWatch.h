// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FileLoader.h"

namespace prososcope::gui {

class AnnotationController;
class InspectPage;
class OfferPanel;

/// Notices that another program changed or deleted an open annotation or
/// recording: looked at every few seconds while the window is visible, and at
/// once when it becomes active. Whoever changed a file is never overwritten and
/// what was edited here never dropped without a choice: the panel offers to
/// read the file again or to keep what is here. A deleted annotation becomes
/// unsaved; a recording that changed stays as it was read until it is opened
/// again. Files are looked at on a loader. GUI thread.
class DiskWatch : public QObject {
    Q_OBJECT
public:
    static constexpr int kStandardSeconds = 4;

    /// All are borrowed and outlive this.
    DiskWatch(InspectPage* page, AnnotationController* annotations, OfferPanel* panel);
    ~DiskWatch() override;

    /// Looks now, unless a look is under way.
    void look();
    [[nodiscard]] bool isIdle() const { return !m_looking; }

private:
    /// What can be seen of a recording without reading it.
    struct Seen {
        bool exists = false;
        std::filesystem::file_time_type modified;
        std::uintmax_t size = 0;
        bool operator==(const Seen&) const = default;
    };
    struct Known {
        std::optional<Seen> recording;              ///< as it was when it was opened, or kept
        std::optional<annotation::FileStamp> kept;  ///< the stamp whose change was seen and kept
    };
    struct Look;
    void deliver(const Look& look);
    void annotationChanged(AnnotationModel* model, annotation::DiskState state);
    void recordingChanged(AnnotationModel* model, const Seen& seen);
    void openAgain(AnnotationModel* model);

    InspectPage* m_page;
    AnnotationController* m_annotations;
    OfferPanel* m_panel;
    QTimer m_timer;
    QHash<const AnnotationModel*, Known> m_known;
    bool m_looking = false;
    std::unique_ptr<FileLoader> m_loader;
};

}  // namespace prososcope::gui
